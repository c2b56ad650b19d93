import { atLineStart, formatSpan, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { PreviewDate } from '../http/series-preview.server';
import { Mark } from './notice';

/** The dates that would be made. With `skip` each has a box to leave it out. */
export function PreviewDates(props: {
  t: Speech;
  dates: readonly PreviewDate[];
  skip?: readonly string[];
  /** What becomes of one left out: one that a rule gives is a date all the same, and stands as cancelled. CONTRACT §5.6. */
  skipped?: 'absent' | 'cancelled';
}) {
  const { t, dates, skip, skipped } = props;
  return (
    <>
      {skip && <p>{skipped === 'absent' ? t.series_skip_absent() : t.series_skip_cancelled()}</p>}
      <ul className="console-list preview-dates">
        {dates.map((one) => {
          const when = atLineStart(formatWhen(one, t), t);
          return (
            <li key={one.date}>
              <p>
                {when} <HolidayMark t={t} holiday={one.holiday} />
              </p>
              {one.clashes.map((clash, position) => (
                <p key={position} className="quiet">
                  {t.series_clash({ title: clash.title, times: formatSpan(clash, t) })}
                </p>
              ))}
              {skip && (
                <div className="tick">
                  <input
                    type="checkbox"
                    id={`hoppa-${one.date}`}
                    name="skip"
                    value={one.date}
                    defaultChecked={skip.includes(one.date)}
                  />
                  <label htmlFor={`hoppa-${one.date}`}>
                    {t.series_skip()}
                    <span className="unseen"> {when}</span>
                  </label>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** That a day is red, or an eve that many are off on. */
export function HolidayMark({ t, holiday }: { t: Speech; holiday: PreviewDate['holiday'] }) {
  if (!holiday) return null;
  const words = { name: holiday.name };
  return <Mark tone="mind">{holiday.isRed ? t.series_red_day(words) : t.series_eve(words)}</Mark>;
}
