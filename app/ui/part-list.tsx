import type { Instant } from '../../domain/event';
import { atLineStart, formatSpan } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { outsideOf } from '../../domain/part-times';
import { instantToLocal, localDateOf, type Local } from '../../domain/time';
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
  event: { startAt: Instant | null; timeKnown: boolean; endAt: Instant | null; timeZone: string };
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
          {part.startAt !== null && !isOfOldTime(part, event) && (
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

/**
 * Whether what is gone has a time that is not the event's any more: the event has been moved since, and it was not moved
 * along. Its day would be said as one on which something happens.
 */
function isOfOldTime(part: PartInList, { timeZone, timeKnown, ...event }: Parameters<typeof PartList>[0]['event']) {
  const local = (at: Instant | null, known = true): Local | undefined =>
    at === null ? undefined : known ? instantToLocal(at, timeZone) : localDateOf(at, timeZone);
  const times = { start: local(part.startAt), end: local(part.endAt) };
  const own = { start: local(event.startAt, timeKnown), end: local(event.endAt, timeKnown) };
  return part.status === 'cancelled' && outsideOf(times, own) !== null;
}

function PartState(props: { t: Speech; part: PartInList; now: Instant; showsPlaces: boolean }) {
  const { t, part, now, showsPlaces } = props;
  if (part.status === 'cancelled') return <Mark tone="stop">{t.event_part_cancelled()}</Mark>;
  if (!showsPlaces) return null;
  if (part.startAt !== null && now >= part.startAt) return <Mark>{t.event_part_begun()}</Mark>;
  return part.places.capacity === null ? null : <PlacesBar t={t} places={part.places} />;
}
