import type { SeriesDate } from '../../db/series-dates';
import type { Instant } from '../../domain/event';
import type { Holiday } from '../../domain/holidays';
import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { consoleOfferPath, participantsPath, seriesDatePath } from '../../domain/paths';
import { HolidayMark } from './preview-dates';
import { Mark } from './notice';
import { numbersInWords } from './own-offers';

/** A date as the list shows it. */
export type ListedDate = SeriesDate & { holiday: Holiday | null };

/** The dates of a series, each with how it stands, and what can be done with it. */
export function SeriesDateList(props: {
  t: Speech;
  slug: string;
  title: string;
  dates: readonly ListedDate[];
  now: Instant;
  mayChange: boolean;
  mayCancel: boolean;
}) {
  const { t, slug, title, dates, now, mayChange, mayCancel } = props;
  return (
    <ul className="console-list">
      {dates.map((one) => {
        const when = atLineStart(formatWhen(one, t, now), t);
        const numbers = numbersInWords(t, one);
        const path = seriesDatePath(slug, one.date);
        const hidden = <span className="unseen"> {when}</span>;
        return (
          <li key={one.date} id={one.date}>
            <h3>
              <a href={consoleOfferPath('event', one.slug)}>{when}</a>{' '}
              {one.cancelled && <Mark tone="stop">{t.series_mark_cancelled()}</Mark>}{' '}
              {one.moved && !one.cancelled && <Mark tone="mind">{t.series_mark_moved()}</Mark>}{' '}
              {!one.over && <HolidayMark t={t} holiday={one.holiday} />}
            </h3>
            {one.title !== title && <p>{one.title}</p>}
            <p className="quiet">
              {one.venue ?? t.series_no_venue()}
              {numbers.length > 0 && (
                <>
                  {' · '}
                  <a href={participantsPath('event', one.slug)}>{numbers.join(' · ')}</a>
                </>
              )}
            </p>
            {mayChange && !one.over && (
              <p className="date-deeds">
                {!one.cancelled && (
                  <>
                    <a href={`${path}/flytt`}>
                      {t.series_move()}
                      {hidden}
                    </a>{' '}
                    <a href={`${path}/andring`}>
                      {t.series_change()}
                      {hidden}
                    </a>{' '}
                  </>
                )}
                {mayCancel && !one.cancelled && (
                  <a href={`${path}/installning`}>
                    {t.series_cancel()}
                    {hidden}
                  </a>
                )}
                {mayCancel && one.cancelled && (
                  <a href={`${path}/aterstallning`}>
                    {t.series_restore()}
                    {hidden}
                  </a>
                )}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
