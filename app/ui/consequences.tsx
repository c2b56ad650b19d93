import type { Consequences as Facts, ToldGroup } from '../../db/programme/edit';
import type { Speech } from '../../domain/language/speech';
import { Button } from './button';
import { Alert, Notice } from './notice';

/** What a change would do to people, said before it is done: who is mailed, and whom to call by name. */
export function Consequences({ t, consequences }: { t: Speech; consequences: Facts }) {
  const { told, overfull } = consequences;
  return (
    <>
      {told.map((group) => (
        <div key={[group.kind, ...group.about].join(' ')}>
          <p>
            <strong>{t.series_told({ count: group.people })}</strong> {newsOf(t, group)}
          </p>
          {group.byMail > 0 && <p>{t.series_told_by_mail({ count: group.byMail })}</p>}
          {group.toCall.length > 0 && (
            <>
              <p>{t.series_told_call()}</p>
              <ul className="to-call">
                {group.toCall.map((name, position) => (
                  <li key={position}>{name}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      ))}
      {overfull.map(({ title, taken, capacity }, position) => (
        <p key={position}>
          {title && <strong>{title}: </strong>}
          {t.series_overfull({ taken, capacity })}
        </p>
      ))}
    </>
  );
}

/** The same inside a form, to be said yes to. The form is sent again, and carries what was shown. */
export function AskSure({ t, asks }: { t: Speech; asks: { consequences: Facts; sure: string } | null }) {
  if (!asks) return null;
  return (
    <Alert>
      <Notice tone="mind" heading={t.series_sure()}>
        <Consequences t={t} consequences={asks.consequences} />
        <input type="hidden" name="sure" value={asks.sure} />
        <Button>{t.series_yes()}</Button>
      </Notice>
    </Alert>
  );
}

function newsOf(t: Speech, { kind, about }: ToldGroup): string {
  switch (kind) {
    case 'event-cancelled':
      return t.series_told_cancelled();
    case 'event-restored':
      return t.series_told_restored();
    case 'promoted':
      return t.series_told_promoted();
    case 'no-place':
      return t.series_told_no_place();
    default: {
      const words = {
        time: t.series_told_time(),
        place: t.series_told_place(),
        movedActivities: t.series_told_moved_activities(),
        goneActivities: t.series_told_gone_activities(),
        events: t.series_told_dates(),
        tooLarge: t.series_told_too_large(),
      };
      return about.map((one) => words[one as keyof typeof words]).join(', ');
    }
  }
}
