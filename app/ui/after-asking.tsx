import type { ReactNode } from 'react';
import { Button } from './button';

/**
 * Something that takes away, and asks first: what happens and the button are behind a line that one opens, with or
 * without script.
 */
export function AfterAsking(props: { action: string; label: string; text: string; yes: ReactNode }) {
  const { action, label, text, yes } = props;
  return (
    <details className="after-asking">
      <summary>{label}</summary>
      <form method="post" action={action}>
        <p>{text}</p>
        <Button look="stop">{yes}</Button>
      </form>
    </details>
  );
}
