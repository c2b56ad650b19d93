import type { ReactNode } from 'react';
import { describedBy, Field, FieldGroup, fieldId, type FieldProps } from './field';

/** One of several answers. */
export interface Choice {
  value: string;
  label: ReactNode;
  /** A line under the label: when it is, how many places are left. */
  hint?: ReactNode;
  /** Cannot be chosen now; say why in `hint`. */
  disabled?: boolean;
}

/** One answer of a few, all in sight. */
export function RadioGroup(props: FieldProps & { choices: readonly Choice[]; value?: string }) {
  return (
    <FieldGroup {...props}>
      {props.choices.map((choice, position) => (
        <Tick key={choice.value} type="radio" {...{ props, choice, position }} checked={choice.value === props.value} />
      ))}
    </FieldGroup>
  );
}

/**
 * Any number of answers.
 * @param props.keepsEmpty sends an empty value too, so that none ticked is told from not asked. CONTRACT §3.15
 */
export function CheckboxGroup(
  props: FieldProps & { choices: readonly Choice[]; values?: readonly string[]; keepsEmpty?: boolean },
) {
  return (
    <FieldGroup {...props}>
      {props.keepsEmpty && <input type="hidden" name={props.name} value="" />}
      {/* where there is nothing to choose, the error summary still leads here */}
      {!props.choices.length && <span id={fieldId(props.name)} tabIndex={-1} />}
      {props.choices.map((choice, position) => (
        <Tick
          key={choice.value}
          type="checkbox"
          {...{ props, choice, position }}
          checked={props.values?.includes(choice.value) ?? false}
        />
      ))}
    </FieldGroup>
  );
}

/** One answer of many: a list that opens. The first choice may have the value '' and stand for none. */
export function Select(props: FieldProps & { choices: readonly { value: string; label: string }[]; value?: string }) {
  return (
    <Field {...props}>
      <select
        className="input"
        id={fieldId(props.name)}
        name={props.name}
        defaultValue={props.value}
        {...describedBy(props)}
      >
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Tick(part: {
  type: 'radio' | 'checkbox';
  props: FieldProps;
  choice: Choice;
  position: number;
  checked: boolean;
}) {
  const { type, props, choice, position, checked } = part;
  // the error summary leads to the first
  const id = position ? `${fieldId(props.name)}-${position + 1}` : fieldId(props.name);
  return (
    <div className="tick">
      <input
        type={type}
        id={id}
        name={props.name}
        value={choice.value}
        defaultChecked={checked}
        disabled={choice.disabled}
        aria-describedby={choice.hint ? `${id}-tips` : undefined}
      />
      <label htmlFor={id}>{choice.label}</label>
      {choice.hint && (
        <div className="hint" id={`${id}-tips`}>
          {choice.hint}
        </div>
      )}
    </div>
  );
}
