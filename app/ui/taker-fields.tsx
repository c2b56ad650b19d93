import type { Duty } from '../../db/duties';
import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { Instant } from '../../domain/event';
import { takersAsked } from '../forms/taker-form';
import { valueOf, type Typed } from '../forms/typed';
import { Select } from './choices';
import type { FieldError } from './error-summary';
import { errorOf } from './form-fields';
import { Notice } from './notice';
import { TextInput } from './text-input';

/** What somebody answers for, and who takes it: one for all, or folded away one for each. */
export function TakerFields(props: {
  t: Speech;
  now: Instant;
  duties: readonly Duty[];
  takers: readonly { id: string; who: string }[];
  typed: Typed;
  errors: readonly FieldError[];
  intro: string;
}) {
  const { t, now, duties, takers, typed, errors, intro } = props;
  if (!takers.length) return <Notice tone="stop" heading={t.account_takers_none()} />;
  const choices = takers.map(({ id, who }) => ({ value: id, label: who }));
  const anyOfOwn = duties.some(({ id }) => valueOf(typed, takersAsked.one(id)) || errorOf(errors, takersAsked.one(id)));
  return (
    <>
      <h2>{t.account_takers_heading()}</h2>
      <p>{intro}</p>
      <ul className="console-list">
        {duties.map((duty) => (
          <li key={duty.id}>
            <h3>{duty.title}</h3>
            <p className="quiet">
              {duty.type === 'series' ? t.account_takers_series() : atLineStart(whenOf(duty, t, now), t)}
              {duty.isContact && ` · ${t.account_takers_contact()}`}
            </p>
          </li>
        ))}
      </ul>
      <Select
        t={t}
        name={takersAsked.all}
        label={t.account_takers_label()}
        error={errorOf(errors, takersAsked.all)}
        choices={choices}
        value={valueOf(typed, takersAsked.all) || choices[0]?.value}
      />
      {duties.some(({ isContact }) => isContact) && (
        <TextInput
          t={t}
          name={takersAsked.phone}
          type="tel"
          inputMode="tel"
          label={t.account_takers_phone()}
          hint={t.account_takers_phone_hint()}
          value={valueOf(typed, takersAsked.phone)}
          autoComplete="off"
          width="short"
          optional
        />
      )}
      {duties.length > 1 && takers.length > 1 && (
        <details open={anyOfOwn}>
          <summary>{t.account_takers_each()}</summary>
          {duties.map((duty) => (
            <Select
              key={duty.id}
              t={t}
              name={takersAsked.one(duty.id)}
              label={duty.title}
              error={errorOf(errors, takersAsked.one(duty.id))}
              choices={[{ value: '', label: t.account_takers_same() }, ...choices]}
              value={valueOf(typed, takersAsked.one(duty.id))}
            />
          ))}
        </details>
      )}
    </>
  );
}

const whenOf = ({ startAt, timeKnown, timeZone }: Duty, t: Speech, now: Instant) =>
  formatWhen({ startAt, endAt: null, timeKnown, timeZone }, t, now);
