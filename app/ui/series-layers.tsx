import type { SeriesEntry } from '../../db/programme/entry';
import { formatDay } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { LocalDate } from '../../domain/event';
import { fieldsInWords } from './editor/field-words';

/** A change of one date and all that follow, as a programme file has it. */
type Layer = NonNullable<SeriesEntry['changed']>[number];

/** What is otherwise from some date on than the series' rule says: a line for each such change. */
export function SeriesLayers({ t, layers, today }: { t: Speech; layers: readonly Layer[]; today: LocalDate }) {
  if (!layers.length) return null;
  return (
    <ul>
      {layers.map((layer, position) => (
        <li key={position}>
          {t.series_from_then({ date: formatDay(layer.from, t, today), what: layerInWords(t, layer) })}
        </li>
      ))}
    </ul>
  );
}

/** "kl. 17.00–18.00, Parken": times, the name and the place as they are, and of the rest which fields they are. */
function layerInWords(t: Speech, layer: Layer): string {
  const { from: _, following: __, start, end, title, venue, ...others } = layer;
  const changed = Object.entries(others).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const said = [
    timesInWords(t, start, end),
    title ?? null,
    venue === undefined ? null : (venue ?? t.series_no_venue()),
    changed.length > 0 && t.series_other_than_before({ fields: fieldsInWords(t, changed) ?? '' }),
  ];
  return said.filter(Boolean).join(', ');
}

function timesInWords(t: Speech, start: string | undefined, end: string | undefined): string | null {
  const clock = (time: string) => t.event_when_clock({ hour: time.slice(0, 2), minute: time.slice(3) });
  if (start === undefined) return end === undefined ? null : t.series_ends_at({ time: clock(end) });
  return t.event_when_at({
    times: end === undefined ? clock(start) : t.event_when_times({ start: clock(start), end: clock(end) }),
  });
}
