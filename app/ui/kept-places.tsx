import { audiences, type Instant } from '../../domain/event';
import { formatDay, formatMoment } from '../../domain/language/dates';
import { keptFor } from '../../domain/language/kind-words';
import type { Speech } from '../../domain/language/speech';
import { instantToLocal, localDateOf } from '../../domain/time';

/** For whom places are kept, and until when, while there are any left of them. */
export function KeptPlaces(props: {
  t: Speech;
  kept: readonly { audience: string; places: number; held: number; until: Instant | null }[];
  timeZone: string;
  now: Instant;
}) {
  const { t, kept, timeZone, now } = props;
  const still = kept.filter(({ places, held }) => places > held);
  return (
    <>
      {still.map(({ audience, places, held, until }) => {
        const known = audiences.find((one) => one === audience);
        const facts = { places: places - held, audience: known ? keptFor(t, known) : audience };
        return (
          <p key={audience}>
            {until === null
              ? t.event_kept(facts)
              : t.event_kept_until({ ...facts, until: momentWords(t, until, timeZone, now) })}
          </p>
        );
      })}
    </>
  );
}

/** A day alone where it is midnight. */
function momentWords(t: Speech, moment: Instant, zone: string, now: Instant): string {
  return instantToLocal(moment, zone).endsWith('T00:00')
    ? formatDay(localDateOf(moment, zone), t, localDateOf(now, zone))
    : formatMoment(moment, zone, t, now);
}
