import type { Consequences, ToldGroup } from '../../db/programme/edit';
import type { Speech } from '../../domain/language/speech';
import { Button } from './button';
import { Alert, Notice } from './notice';

/** What a change does to people, in plain words: who is told what and how, who must be called, where it gets too full. */
export function ConsequenceList({ t, consequences }: { t: Speech; consequences: Consequences }) {
  const { told, overfull } = consequences;
  const people = told.reduce((sum, group) => sum + group.people, 0);
  return (
    <>
      {told.length > 1 && <p>{t.editor_told_total({ count: people })}</p>}
      {told.map((group) => (
        <Notice key={group.kind + group.about.join()} tone="mind" heading={newsWords(t, group)}>
          {group.byMail > 0 && <p>{t.editor_told_mail({ count: group.byMail })}</p>}
          {group.toCall.length > 0 && (
            <>
              <p>{t.editor_told_call({ count: group.toCall.length })}</p>
              <ul>
                {group.toCall.slice(0, namesShown).map((name, index) => (
                  <li key={index}>{name}</li>
                ))}
                {group.toCall.length > namesShown && (
                  <li>{t.editor_told_more({ count: group.toCall.length - namesShown })}</li>
                )}
              </ul>
            </>
          )}
        </Notice>
      ))}
      {overfull.map((pool, index) => (
        <Notice
          key={index}
          tone="mind"
          heading={t.editor_overfull({
            what: pool.title ?? (pool.of === 'teams' ? t.editor_overfull_teams() : t.editor_overfull_all()),
            taken: String(pool.taken),
            capacity: String(pool.capacity),
          })}
        >
          <p>{t.editor_overfull_text()}</p>
        </Notice>
      ))}
    </>
  );
}

/** The same inside a form, to be said yes to. The form is sent again, and carries what was shown. */
export function AskSure({ t, asks }: { t: Speech; asks: { consequences: Consequences; sure: string } | null }) {
  if (!asks) return null;
  return (
    <Alert>
      <h2>{t.series_sure()}</h2>
      <ConsequenceList t={t} consequences={asks.consequences} />
      <input type="hidden" name="sure" value={asks.sure} />
      <Button>{t.series_yes()}</Button>
    </Alert>
  );
}

/** More names are on the call list, once it is done. */
const namesShown = 50;

/** "12 personer får veta: tiden är ändrad." */
function newsWords(t: Speech, { kind, about, people }: ToldGroup): string {
  const count = people;
  switch (kind) {
    case 'promoted':
      return t.editor_told_promoted({ count });
    case 'event-cancelled':
      return t.editor_told_cancelled({ count });
    case 'event-restored':
      return t.editor_told_restored({ count });
    case 'no-place':
      return t.editor_told_no_place({ count });
    default: {
      const news = about.map((word) => aboutWords(t, word)).filter((word) => word !== null);
      return t.editor_told_news({ count, news: new Intl.ListFormat(t.language).format(news) });
    }
  }
}

function aboutWords(t: Speech, word: string): string | null {
  switch (word) {
    case 'time':
      return t.editor_about_time();
    case 'place':
      return t.editor_about_place();
    case 'movedActivities':
      return t.editor_about_moved();
    case 'goneActivities':
      return t.editor_about_gone();
    case 'events':
      return t.editor_about_dates();
    case 'tooLarge':
      return t.editor_about_too_large();
    default:
      return null;
  }
}
