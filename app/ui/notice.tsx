import type { ReactNode } from 'react';

/** `plain` tells, `good` went well, `mind` is worth noticing (few left, moved), `stop` says no (cancelled, full). */
export type Tone = 'plain' | 'good' | 'mind' | 'stop';

/** A state in words, framed so that it is seen first. The heading says it all; the colour only helps. */
export function Notice({
  tone = 'plain',
  heading,
  children,
}: {
  tone?: Tone;
  heading: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`}>
      <p className="notice-heading">{heading}</p>
      {children}
    </div>
  );
}

/** Read out at once, and where a keyboard begins, without any script. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" tabIndex={-1} autoFocus>
      {children}
    </div>
  );
}

/** A state in a word or two, in a list. */
export function Mark({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>;
}
