import type { Instant } from '../../domain/event';
import { atLineStart, formatSpan } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { localDateOf } from '../../domain/time';
import { Mark } from './notice';
import { PlacesBar, type PlacesShown } from './places-bar';

export interface PartInList {
  slug: string;
  title: string;
  startAt: Instant | null;
  endAt: Instant | null;
  status: 'published' | 'cancelled';
  places: PlacesShown;
}

/** Activities or shifts, each with its time and its places. */
export function PartList(props: {
  t: Speech;
  parts: readonly PartInList[];
  /** The event's own day: a part's day is said where it is another. */
  event: { startAt: Instant | null; timeZone: string };
  now: Instant;
  /** Whether places are still given, so that how many are left is worth saying. */
  showsPlaces: boolean;
}) {
  const { t, parts, event, now, showsPlaces } = props;
  const day = event.startAt === null ? undefined : localDateOf(event.startAt, event.timeZone);
  return (
    <ul className="part-list">
      {parts.map((part) => (
        <li key={part.slug}>
          {part.startAt !== null && (
            <p className="part-when">
              {atLineStart(
                formatSpan({ startAt: part.startAt, endAt: part.endAt, timeZone: event.timeZone }, t, day),
                t,
              )}
            </p>
          )}
          <div>
            <h3>{part.status === 'cancelled' ? <s>{part.title}</s> : part.title}</h3>
            <PartState t={t} part={part} now={now} showsPlaces={showsPlaces} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function PartState(props: { t: Speech; part: PartInList; now: Instant; showsPlaces: boolean }) {
  const { t, part, now, showsPlaces } = props;
  if (part.status === 'cancelled') return <Mark tone="stop">{t.event_part_cancelled()}</Mark>;
  if (!showsPlaces) return null;
  if (part.startAt !== null && now >= part.startAt) return <Mark>{t.event_part_begun()}</Mark>;
  return part.places.capacity === null ? null : <PlacesBar t={t} places={part.places} />;
}
