import type { DateWithPeople } from '../../../db/people-by-date';
import type { Instant } from '../../../domain/event';
import { atLineStart, formatWhen } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { participantsPath } from '../../../domain/paths';
import { Mark } from '../notice';
import { numbersInWords } from '../own-offers';

/** The dates of a series that one signs up to by date: each with how many come, and the way to who they are. */
export function PeopleByDate(props: {
  t: Speech;
  now: Instant;
  dates: readonly DateWithPeople[];
  /** Where a date leads; else to its participants. */
  to?: (slug: string) => string;
}) {
  const { t, now, dates, to = (slug) => participantsPath('event', slug) } = props;
  return (
    <ul className="console-list">
      {dates.map((one) => (
        <li key={one.id}>
          <h3>
            <a href={to(one.slug)}>{atLineStart(formatWhen(one, t, now), t)}</a>{' '}
            {one.status === 'cancelled' && <Mark tone="stop">{t.series_mark_cancelled()}</Mark>}
          </h3>
          <p className="quiet">{peopleInWords(t, one)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Who has to be called is counted for the whole series, on its own list. */
function peopleInWords(t: Speech, { numbers, status, over }: DateWithPeople): string {
  const said = numbersInWords(t, { status, numbers: { ...numbers, toCall: 0 } });
  if (said.length) return said.join(' · ');
  return over || status === 'cancelled' ? t.participants_date_none() : t.participants_date_none_yet();
}

/** How many of the coming dates are shown at first, and how many of the past. */
const comingShown = 20;
const pastShown = 50;

/** All of them, those to come first. @param props.all whether those far ahead are shown too; `more` leads to that */
export function AllPeopleByDate(props: {
  t: Speech;
  now: Instant;
  dates: readonly DateWithPeople[];
  all: boolean;
  more: string;
  to?: (slug: string) => string;
}) {
  const { t, now, dates, all, more, to } = props;
  const coming = dates.filter(({ over }) => !over);
  const past = dates.filter(({ over }) => over).reverse();
  const hidden = all ? 0 : coming.length - comingShown;
  return (
    <>
      <p>{t.participants_of_series_dates()}</p>
      <h2>{t.series_coming()}</h2>
      {coming.length ? (
        <PeopleByDate t={t} now={now} dates={hidden > 0 ? coming.slice(0, comingShown) : coming} to={to} />
      ) : (
        <p>{t.series_coming_none()}</p>
      )}
      {hidden > 0 && (
        <p>
          <a href={more}>{t.series_more({ count: hidden })}</a>
        </p>
      )}
      {past.length > 0 && (
        <details>
          <summary>{t.series_past()}</summary>
          <PeopleByDate t={t} now={now} dates={past.slice(0, pastShown)} to={to} />
        </details>
      )}
    </>
  );
}
