import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';

/** Somebody else has changed the same while one wrote: who and when, if it is known, and that nothing is lost. */
export function Conflict(props: {
  t: Speech;
  last: { by: string | null; at: Instant } | null;
  now: Instant;
  timeZone: string;
}) {
  const { t, last, now, timeZone } = props;
  const when = last && formatMoment(last.at, timeZone, t, now);
  return (
    <div className="error-summary" role="alert" aria-labelledby="krock" tabIndex={-1} autoFocus>
      <h2 id="krock">{t.editor_conflict_title()}</h2>
      <p>{last?.by && when ? t.editor_conflict_by({ who: last.by, when }) : t.editor_conflict_by_somebody()}</p>
      <p>{t.editor_conflict_kept()}</p>
    </div>
  );
}
