import type { Speech } from '../../domain/language/speech';
import { sayNth, sayWeekday } from '../../domain/series/say-plan';
import { rhythmChoices, type RhythmChoice } from '../forms/series-form';
import { valueOf, valuesOf } from '../forms/typed';
import datesScript from '../enhance/dates?worker&url';
import { Button } from './button';
import { CheckboxGroup, Select } from './choices';
import { ClockInput, DateInput } from './date-input';
import { errorOf, type FieldsProps } from './form-fields';
import { Script } from './script';
import { TextInput } from './text-input';

/** When a series is, in a sentence of one's own. */
export function SayingField({ t, typed, errors }: FieldsProps) {
  return (
    <TextInput
      t={t}
      name="said"
      label={t.series_said()}
      hint={
        <>
          {t.series_said_hint()}
          <span className="examples">
            <span>{t.series_said_example_month()}</span>
            <span>{t.series_said_example_even()}</span>
            <span>{t.series_said_example_season()}</span>
            <span>{t.series_said_example_course()}</span>
            <span>{t.series_said_example_dates()}</span>
          </span>
        </>
      }
      error={errorOf(errors, 'said')}
      value={valueOf(typed, 'said')}
      autoComplete="off"
      maxLength={500}
      required
    />
  );
}

/** The same in fields, for whom the sentence is no help; folded until it is used. @param props.asksAt where the dates are shown */
export function RhythmFields(props: FieldsProps & { asksAt: string }) {
  const { t, typed, errors, asksAt } = props;
  const field = (name: string) => ({ t, name, error: errorOf(errors, name), value: valueOf(typed, name) });
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sayWeekday(day, t) }));
  const nth = [1, 2, 3, 4, 5, -1].map((one) => ({ value: String(one), label: sayNth(one, t) }));
  return (
    <details open={valueOf(typed, 'way') === 'fields'}>
      <summary>{t.series_fields()}</summary>
      <Select
        {...field('every')}
        label={t.series_every()}
        choices={[
          { value: '', label: t.series_choose() },
          ...rhythmChoices.map((value) => ({ value, label: rhythmName(t, value) })),
        ]}
      />
      <CheckboxGroup
        {...field('weekday')}
        label={t.series_weekday()}
        hint={t.series_weekday_hint()}
        choices={days}
        values={valuesOf(typed, 'weekday')}
      />
      <CheckboxGroup
        {...field('nth')}
        label={t.series_nth()}
        hint={t.series_nth_hint()}
        choices={nth}
        values={valuesOf(typed, 'nth')}
      />
      <TextInput
        {...field('monthDay')}
        label={t.series_month_day()}
        hint={t.series_month_day_hint()}
        inputMode="numeric"
        width="number"
      />
      <ClockFields t={t} typed={typed} errors={errors} />
      <DateInput {...field('from')} label={t.series_from()} optional />
      <DateInput {...field('until')} label={t.series_until()} optional />
      <TextInput
        {...field('count')}
        label={t.series_count()}
        hint={t.series_count_hint()}
        optional
        inputMode="numeric"
        width="number"
      />
      <Button look="other" name="way" value="fields" asksAt={asksAt}>
        {t.series_show_by_fields()}
      </Button>
      <Script src={datesScript} />
    </details>
  );
}

/** From when to when on a day. */
export function ClockFields({ t, typed, errors }: FieldsProps) {
  const field = (name: string) => ({ t, name, error: errorOf(errors, name), value: valueOf(typed, name) });
  return (
    <>
      <ClockInput {...field('start')} label={t.series_start()} hint={t.editor_clock_hint()} optional />
      <ClockInput {...field('end')} label={t.series_end()} optional />
    </>
  );
}

function rhythmName(t: Speech, choice: RhythmChoice): string {
  const names: Record<RhythmChoice, string> = {
    'week-1': t.series_every_week(),
    'week-2': t.series_every_two_weeks(),
    'week-3': t.series_every_three_weeks(),
    'week-4': t.series_every_four_weeks(),
    even: t.series_every_even(),
    odd: t.series_every_odd(),
    'month-1': t.series_every_month(),
    'month-2': t.series_every_two_months(),
    'month-3': t.series_every_three_months(),
    'month-day': t.series_every_month_day(),
    workdays: t.series_every_workday(),
    day: t.series_every_day(),
  };
  return names[choice];
}
