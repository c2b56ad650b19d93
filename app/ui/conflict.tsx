import type { Speech } from '../../domain/language/speech';

/**
 * Somebody else has changed the same while one wrote: who and when, if it is known, and that nothing is lost. What they
 * wrote stands beside the fields (`Theirs`).
 */
export function Conflict({ t, saved }: { t: Speech; saved?: { who: string; when: string } }) {
  return (
    <div className="error-summary" role="alert" aria-labelledby="krock" tabIndex={-1} autoFocus>
      <h2 id="krock">{t.editor_conflict_title()}</h2>
      <p>{saved ? t.editor_conflict_by(saved) : t.editor_conflict_by_somebody()}</p>
      <p>{t.editor_conflict_kept()}</p>
    </div>
  );
}

/** What stands in a field now, beside what one wrote: for its hint. */
export function Theirs({ t, value }: { t: Speech; value: string }) {
  return (
    <span className="theirs">{value ? t.editor_conflict_theirs({ value }) : t.editor_conflict_theirs_empty()}</span>
  );
}
