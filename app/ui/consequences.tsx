import type { ReactNode } from 'react';
import type { Consequences, ToldGroup } from '../../db/programme/edit';
import type { Speech } from '../../domain/language/speech';
import { Button } from './button';
import { Alert, Notice } from './notice';
import { PhoneLink } from './reach';

/**
 * What a change does to people, in plain words: how many it concerns, who is mailed, whom to call, who can be neither
 * mailed nor called, who gets a place, and where it gets too full.
 */
export function ConsequenceList({ t, consequences }: { t: Speech; consequences: Consequences }) {
  const { told, overfull } = consequences;
  const people = told.reduce((sum, group) => sum + group.people, 0);
  return (
    <>
      {told.length > 1 && <p>{t.editor_told_total({ count: people })}</p>}
      {told.map((group) => (
        <Notice key={group.kind + group.about.join()} tone="mind" heading={newsWords(t, group)}>
          {group.served.length > 0 && (
            <Names
              t={t}
              heading={t.editor_told_served()}
              items={group.served.map(({ name, people }) => t.editor_told_party({ name, count: people }))}
            />
          )}
          {group.byMail > 0 && <p>{t.editor_told_mail({ count: group.byMail })}</p>}
          {group.toCall.length > 0 && (
            <Names
              t={t}
              heading={t.editor_told_call({ count: group.toCall.length })}
              items={group.toCall.map(({ name, phone }) => (
                <>
                  <bdi>{name}</bdi>, <PhoneLink phone={phone} />
                </>
              ))}
            />
          )}
          {group.neither.length > 0 && (
            <Names t={t} heading={t.editor_told_neither({ count: group.neither.length })} items={group.neither} />
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

function Names({ t, heading, items }: { t: Speech; heading: string; items: readonly ReactNode[] }) {
  return (
    <>
      <p>{heading}</p>
      <ul>
        {items.slice(0, namesShown).map((item, index) => (
          <li key={index}>{item}</li>
        ))}
        {items.length > namesShown && <li>{t.editor_told_more({ count: items.length - namesShown })}</li>}
      </ul>
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

/** "Gäller 12 personer: tiden är ändrad." */
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
