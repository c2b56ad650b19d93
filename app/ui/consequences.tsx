import type { ReactNode } from 'react';
import type { Consequences, Overfull, ToldAbout, ToldGroup } from '../../db/programme/edit';
import type { Staying } from '../../db/programme/staying';
import type { Speech } from '../../domain/language/speech';
import { Button } from './button';
import { DatesComeAndGo, type ComeAndGo } from './dates-come-and-go';
import { Alert, Notice } from './notice';
import { PhoneLink } from './reach';
import { WasBecomesList, type WasBecomes } from './was-becomes';

/**
 * What a change does to people, in plain words: what of theirs is taken away, how many it concerns, who is mailed, whom to call, who can be neither
 * mailed nor called, who gets a place, and where it gets too full.
 */
export function ConsequenceList({ t, consequences }: { t: Speech; consequences: Consequences }) {
  const { told, gone, overfull, staying } = consequences;
  const people = told.reduce((sum, group) => sum + group.people, 0);
  const waits = told.some(({ kind, byMail }) => kind === 'updated' && byMail > 0);
  return (
    <>
      {gone.length > 0 && (
        <Names
          t={t}
          heading={t.editor_gone()}
          items={gone.map(({ title, people }) => t.editor_gone_part({ title, count: people }))}
        />
      )}
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
      {waits && <p>{t.editor_mails_soon()}</p>}
      {staying.map((group) => (
        <Notice key={group.who + group.why} tone="mind" heading={stayingWords(t, group)}>
          <p>{stayingText(t, group)}</p>
        </Notice>
      ))}
      {overfull.map((pool, index) => (
        <Notice key={index} tone="mind" heading={overfullWords(t, pool)}>
          <p>{t.editor_overfull_text()}</p>
        </Notice>
      ))}
    </>
  );
}

/**
 * How people hear of what was just saved, where that is not at once.
 * @param mails `mejl`: in a while; `rattat`: not at all, since it was put right in time
 */
export function MailsLater({ t, mails }: { t: Speech; mails: string | null }) {
  if (mails === 'mejl') return <p>{t.editor_mails_soon()}</p>;
  return mails === 'rattat' ? <p>{t.editor_put_right()}</p> : null;
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

/** What a change would do to people, to be said yes to. `sure` is what the form then carries: that it was shown. */
export interface Asks {
  consequences: Consequences;
  sure: string;
  change?: WasBecomes;
  /** Dates of a series that it takes away or gives. */
  dates?: ComeAndGo;
  /** What else one may not have meant. */
  warning?: string;
}

/** The same inside a form, to be said yes to. The form is sent again, and carries what was shown. */
export function AskSure({ t, asks }: { t: Speech; asks: Asks | null }) {
  if (!asks) return null;
  return (
    <Alert>
      <h2>{t.series_sure()}</h2>
      {asks.change && <WasBecomesList t={t} {...asks.change} />}
      {asks.dates && <DatesComeAndGo t={t} {...asks.dates} />}
      {asks.warning && <Notice tone="mind" heading={asks.warning} />}
      <ConsequenceList t={t} consequences={asks.consequences} />
      <input type="hidden" name="sure" value={asks.sure} />
      <Button>{t.series_yes()}</Button>
    </Alert>
  );
}

/** More names are on the call list, once it is done. */
const namesShown = 50;

/** "Gäller 12 personer: tiden är ändrad." */
function newsWords(t: Speech, { kind, about, people, place }: ToldGroup): string {
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
      const news = about.map((word) => aboutWords(t, word, place));
      return t.editor_told_news({ count, news: new Intl.ListFormat(t.language).format(news) });
    }
  }
}

/** "Hela evenemanget: 8 är med, men det blir 6 platser"; a team and the teams in their own words. */
function overfullWords(t: Speech, { of, title, taken, capacity: count }: Overfull): string {
  if (of === 'team') return t.editor_overfull_team({ team: title ?? '', taken, count });
  if (of === 'teams') return t.editor_overfull_teams({ taken, count });
  return t.editor_overfull({ what: title ?? t.editor_overfull_all(), taken, count });
}

/** "31 personer står på reservlistan." */
function stayingWords(t: Speech, { who, people: count }: Staying): string {
  switch (who) {
    case 'in':
      return t.editor_stays_in({ count });
    case 'line':
      return t.editor_stays_line({ count });
    case 'unanswered':
      return t.editor_stays_unanswered({ count });
  }
}

/** What becomes of them, by what was changed. */
function stayingText(t: Speech, { who, why }: Staying): string {
  if (who === 'in') return t.editor_stays_in_text();
  switch (why) {
    case 'none':
      return t.editor_stays_drop_in();
    case 'external':
      return t.editor_stays_elsewhere();
    case 'open':
      return who === 'line' ? t.editor_stays_open_line() : t.editor_stays_open_unanswered();
    case 'no-line':
      return t.editor_stays_no_line();
    case 'no-approval':
      return t.editor_stays_no_approval();
  }
}

function aboutWords(t: Speech, word: ToldAbout, place?: string): string {
  switch (word) {
    case 'time':
      return t.editor_about_time();
    case 'place':
      return place === undefined ? t.editor_about_place() : t.editor_about_place_now({ place });
    case 'signup':
      return t.editor_about_signup();
    case 'movedActivities':
      return t.editor_about_moved();
    case 'goneActivities':
      return t.editor_about_gone();
    case 'events':
      return t.editor_about_dates();
    case 'cancelledEvent':
      return t.editor_about_date_off();
    case 'cancelledEvents':
      return t.editor_about_dates_off();
    case 'tooLarge':
      return t.editor_about_too_large();
  }
}
