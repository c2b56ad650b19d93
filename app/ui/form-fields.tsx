import type { Speech } from '../../domain/language/speech';
import { valueOf, valuesOf, type Typed } from '../forms/typed';
import { askingWords } from './asking-words';
import type { FieldError } from './error-summary';
import { FieldGroup, fieldId } from './field';
import { TextInput } from './text-input';

/** What every group of fields is given: what was typed so far, and what is wrong with it. */
export interface FieldsProps {
  t: Speech;
  typed: Typed;
  errors: readonly FieldError[];
}

/** The same of what is asked about a person. */
export interface AskedFields extends FieldsProps {
  /** An organiser fills it in for somebody: it is asked of them, and the browser knows nothing of whom it is about. */
  onBehalf?: boolean;
}

/** The words that stand beside a field that is wrong. */
export function errorOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

/** The one field that is needed. */
export function NameField(props: AskedFields & { label?: string; hint?: string }) {
  const { t, typed, errors, label, hint, onBehalf } = props;
  return (
    <TextInput
      t={t}
      name="name"
      label={label ?? askingWords(t, onBehalf).name}
      hint={hint ?? t.signup_name_hint()}
      error={errorOf(errors, 'name')}
      value={valueOf(typed, 'name')}
      autoComplete={onBehalf ? 'off' : 'name'}
      spellCheck={false}
      required
    />
  );
}

/** How a person can be reached, asked as exactly that. */
export function ReachFields({ t, typed, errors, onBehalf }: AskedFields) {
  const ask = askingWords(t, onBehalf);
  return (
    <fieldset className="field reach-fields">
      <legend>{ask.reach}</legend>
      <p className="hint">{ask.reachHint}</p>
      <TextInput
        t={t}
        name="email"
        type="email"
        label={t.signup_email()}
        hint={ask.emailHint}
        error={errorOf(errors, 'email')}
        value={valueOf(typed, 'email')}
        autoComplete={onBehalf ? 'off' : 'email'}
        inputMode="email"
        spellCheck={false}
        optional
      />
      <TextInput
        t={t}
        name="phone"
        type="tel"
        label={t.signup_phone()}
        hint={t.signup_phone_hint()}
        error={errorOf(errors, 'phone')}
        value={valueOf(typed, 'phone')}
        autoComplete={onBehalf ? 'off' : 'tel'}
        inputMode="tel"
        optional
      />
    </fieldset>
  );
}

/** How many players' fields stand open; the others are folded away, and open without script. */
const playersInSight = 3;

/**
 * Names of players, each in a field of its own: those written so far, and empty ones up to what a team may have.
 * @param props.most how many names there may be
 */
export function PlayerFields(props: FieldsProps & { label: string; hint: string; most: number; keepsEmpty?: boolean }) {
  const { t, typed, errors, label, hint, most, keepsEmpty } = props;
  const names = valuesOf(typed, 'player');
  // a few more than allowed are shown where they were typed, so that one can choose whom to take away
  const count = Math.min(60, Math.max(names.length, Math.min(most, 20)));
  const inputs = Array.from({ length: count }, (_, position) => {
    const id = position ? `${fieldId('player')}-${position + 1}` : fieldId('player');
    return (
      <p key={id}>
        <label htmlFor={id}>{t.team_player({ number: position + 1 })}</label>
        <input
          className="input"
          id={id}
          name="player"
          defaultValue={names[position]}
          autoComplete="off"
          spellCheck={false}
        />
      </p>
    );
  });
  const inSight = Math.max(playersInSight, names.length);
  const folded = inputs.slice(inSight);
  return (
    <FieldGroup t={t} name="player" label={label} hint={hint} error={errorOf(errors, 'player')} optional={!keepsEmpty}>
      {keepsEmpty && <input type="hidden" name="player" value="" />}
      {inputs.slice(0, inSight)}
      {folded.length > 0 && (
        <details>
          <summary>{t.team_players_more()}</summary>
          {folded}
        </details>
      )}
    </FieldGroup>
  );
}

/** What a form carries besides what is asked: its key, and a language that it was sent with. */
export function CarriedFields({ typed, formKey }: { typed: Typed; formKey?: string }) {
  const language = valueOf(typed, 'language');
  return (
    <>
      {formKey && <input type="hidden" name="key" value={formKey} />}
      {language && <input type="hidden" name="language" value={language} />}
    </>
  );
}
