import type { ReactNode } from 'react';
import src from '../enhance/passkey?worker&url';
import type { Speech } from '../../domain/language/speech';
import { Button, type ButtonLook } from './button';
import { Script } from './script';

/**
 * A form that a passkey answers. Not shown until the script has found that the browser can; it needs `PasskeyScript` on
 * the same page.
 * @param props.does `use`s a passkey or `make`s one
 * @param props.question where what is to be signed is asked for
 */
export function PasskeyForm(props: {
  t: Speech;
  does: 'use' | 'make';
  action: string;
  question: string;
  label: string;
  /** For whom it is, before the button. */
  hint?: string;
  look?: ButtonLook;
  /** Hidden fields that go along. */
  children?: ReactNode;
}) {
  const { t, does, action, question, label, hint, look, children } = props;
  return (
    <form method="post" action={action} data-passkey={does} data-ask={question} hidden>
      {children}
      <input type="hidden" name="fraga" value="" />
      <input type="hidden" name="svar" value="" />
      {hint && <p className="hint">{hint}</p>}
      <Button look={look}>{label}</Button>
      <p className="field-error" role="alert" data-failed="" hidden>
        {does === 'make' ? t.account_passkey_not_made() : t.account_passkey_not_used()}
      </p>
    </form>
  );
}

export const PasskeyScript = () => <Script src={src} />;
