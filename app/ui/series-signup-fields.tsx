import type { SignupMode } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { valueOf, type Typed } from '../forms/typed';
import { RadioGroup } from './choices';
import type { FieldError } from './error-summary';
import { errorOf } from './form-fields';
import { TextInput } from './text-input';

/** How one signs up to a series, to each date, once to all or not at all, and for how many there is room. */
export function SeriesSignupFields({ t, typed, errors }: { t: Speech; typed: Typed; errors: readonly FieldError[] }) {
  return (
    <>
      <RadioGroup
        t={t}
        name="signup"
        label={t.series_signup()}
        error={errorOf(errors, 'signup')}
        value={valueOf(typed, 'signup') || 'open'}
        choices={[
          { value: 'open', label: t.series_signup_open() },
          { value: 'whole', label: t.series_signup_whole() },
          { value: 'none', label: t.series_signup_none() },
        ]}
      />
      <TextInput
        t={t}
        name="capacity"
        label={t.series_capacity()}
        hint={t.series_capacity_hint()}
        error={errorOf(errors, 'capacity')}
        value={valueOf(typed, 'capacity')}
        inputMode="numeric"
        width="number"
        optional
      />
    </>
  );
}

/** What it is to change how one signs up: where one just comes, nobody does yet. */
export const signupModeWords = (t: Speech, now: SignupMode | undefined): string =>
  now === 'none' ? t.series_signup_begin() : t.series_signup_change();
