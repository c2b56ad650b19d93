import { describedBy, Field, fieldId, type FieldProps } from './field';

export interface TextInputProps extends FieldProps {
  /** What was typed, kept when the form comes back. */
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'url';
  /** What the browser may fill in: `name`, `email`, `tel`, `one-time-code`, `off`. */
  autoComplete?: string;
  /** Which keyboard a phone shows. */
  inputMode?: 'text' | 'email' | 'tel' | 'numeric' | 'search' | 'url';
  /** How wide it is, after what is expected in it. */
  width?: 'number' | 'short' | 'full';
  maxLength?: number;
  required?: boolean;
  spellCheck?: boolean;
  /** What app/enhance/dates.ts says of a date that is written by half, which a browser sends as none. */
  half?: string;
}

/** One line of text. Nothing is refused by the browser: the server says what is wrong, in our words. */
export function TextInput(props: TextInputProps) {
  const { name, value, type = 'text', width = 'full', required, half, ...rest } = props;
  return (
    <Field {...props} isDate={type === 'date'}>
      <input
        className={`input input-${width}`}
        id={fieldId(name)}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete={rest.autoComplete}
        inputMode={rest.inputMode}
        maxLength={rest.maxLength}
        spellCheck={rest.spellCheck}
        aria-required={required || undefined}
        data-half={half}
        {...describedBy(props)}
      />
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { value?: string; rows?: number; maxLength?: number }) {
  const { name, value, rows = 3, maxLength } = props;
  return (
    <Field {...props}>
      <textarea
        className="input"
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        {...describedBy(props)}
      />
    </Field>
  );
}
