import { valueOf } from '../forms/typed';
import { RadioGroup } from './choices';
import { DateInput } from './date-input';
import { errorOf, type FieldsProps } from './form-fields';
import { ClockFields } from './series-fields';
import { TextInput } from './text-input';

/** Day, times and place of one date. @param props.seriesVenue where the others are; null: not known */
export function MoveFields(props: FieldsProps & { seriesVenue: string | null }) {
  const { t, typed, errors, seriesVenue } = props;
  const field = (name: string) => ({ t, name, error: errorOf(errors, name), value: valueOf(typed, name) });
  return (
    <>
      <DateInput {...field('day')} label={t.series_day()} required />
      <ClockFields t={t} typed={typed} errors={errors} />
      <RadioGroup
        {...field('place')}
        value={valueOf(typed, 'place') || 'same'}
        label={t.series_place()}
        choices={[
          { value: 'same', label: seriesVenue ? t.series_place_same({ venue: seriesVenue }) : t.series_place_none() },
          ...(seriesVenue ? [{ value: 'later', label: t.series_place_later() }] : []),
          { value: 'other', label: t.series_place_other() },
        ]}
      />
      <TextInput {...field('venue')} label={t.series_venue()} hint={t.series_venue_hint()} optional maxLength={200} />
    </>
  );
}
