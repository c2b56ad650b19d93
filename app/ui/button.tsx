import type { ReactNode } from 'react';

/**
 * `go`: what the page is for, one on each screen. `other`: something else one can do. `stop`: takes something away.
 */
export type ButtonLook = 'go' | 'other' | 'stop';

/** Sends the form that it stands in. */
export function Button(props: {
  children: ReactNode;
  look?: ButtonLook;
  name?: string;
  value?: string;
  /** Asks at this address instead of sending, and changes nothing. */
  asksAt?: string;
}) {
  const { children, look = 'go', name, value, asksAt } = props;
  const asks = asksAt === undefined ? {} : { formMethod: 'get', formAction: asksAt };
  return (
    <button type="submit" className={`button button-${look}`} name={name} value={value} {...asks}>
      {children}
    </button>
  );
}

/** A link that is the thing to do. */
export function ButtonLink(props: { href: string; children: ReactNode; look?: ButtonLook; rel?: string }) {
  const { href, children, look = 'go', rel } = props;
  return (
    <a className={`button button-${look}`} href={href} rel={rel}>
      {children}
    </a>
  );
}
