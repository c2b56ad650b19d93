import type { ReactNode } from 'react';
import type { Speech } from '../../domain/language/speech';

/** What every field has. */
export interface FieldProps {
  t: Speech;
  /** As the form sends it: `name`, `q.kost`. */
  name: string;
  label: ReactNode;
  /** One short sentence under the label. */
  hint?: ReactNode;
  /** What is wrong, in the same words as in the error summary. */
  error?: string;
  /** Says "(frivilligt)" after the label. What is needed is not marked: there is seldom more than one such field. */
  optional?: boolean;
}

/** The id of a field's (first) control, which the error summary leads to. */
export const fieldId = (name: string): string => `f-${name}`;
const hintId = (name: string) => `${fieldId(name)}-tips`;
const errorId = (name: string) => `${fieldId(name)}-fel`;

/** `aria-describedby` and `aria-invalid` of a control. */
export function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) {
  const ids = [hint && hintId(name), error && errorId(name)].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? (true as const) : undefined };
}

/** A label, its hint, its fault and one control: the frame of `TextInput`, `TextArea` and `Select`. */
export function Field(props: FieldProps & { isDate?: boolean; children: ReactNode }) {
  const { t, name, label, hint, error, optional, isDate, children } = props;
  const looks = ['field', error && 'field-wrong', isDate && 'field-date'].filter(Boolean).join(' ');
  return (
    <div className={looks}>
      <label htmlFor={fieldId(name)}>
        {label} {optional && <Optional t={t} />}
      </label>
      <HintAndError t={t} name={name} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** Several controls under one question: the frame of `RadioGroup` and `CheckboxGroup`. */
export function FieldGroup(props: FieldProps & { children: ReactNode }) {
  const { t, name, label, hint, error, optional, children } = props;
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} {...describedBy(props)} aria-invalid={undefined}>
      <legend>
        {label} {optional && <Optional t={t} />}
      </legend>
      <HintAndError t={t} name={name} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

const Optional = ({ t }: { t: Speech }) => <span className="quiet">({t.site_optional()})</span>;

function HintAndError({ t, name, hint, error }: Pick<FieldProps, 't' | 'name' | 'hint' | 'error'>) {
  return (
    <>
      {hint && (
        <p className="hint" id={hintId(name)}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={errorId(name)}>
          <span className="unseen">{t.site_error_prefix()}</span> {error}
        </p>
      )}
    </>
  );
}
