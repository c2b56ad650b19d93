import type { Speech } from '../../domain/language/speech';
import type { FieldError } from './error-summary';
import { errorOf } from './form-fields';
import { TextInput } from './text-input';

/** The code of a mail, where one logs in and where one shows again who one is. */
export function LoginCodeField({ t, errors }: { t: Speech; errors: readonly FieldError[] }) {
  return (
    <TextInput
      t={t}
      name="code"
      label={t.organiser_code_label()}
      hint={t.organiser_code_hint()}
      error={errorOf(errors, 'code')}
      autoComplete="one-time-code"
      inputMode="numeric"
      spellCheck={false}
      width="short"
      required
    />
  );
}
