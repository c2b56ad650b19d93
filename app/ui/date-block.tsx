import type { Instant } from '../../domain/event';
import { formatShortDay } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { localDateOf } from '../../domain/time';

/**
 * A big date, as on a calendar that one tears a leaf from every day. It is for the eye: the page says the date in
 * words beside it.
 * @param start null: the date is still open
 */
export function DateBlock(props: { t: Speech; start: Instant | null; timeZone: string; now: Instant }) {
  const { t, start, timeZone, now } = props;
  if (start === null) {
    return (
      <span className="date-block date-open" aria-hidden="true">
        <span className="date-weekday">?</span>
        <span className="date-month">{t.event_date_open_short()}</span>
      </span>
    );
  }
  const date = localDateOf(start, timeZone);
  const { weekday, day, month } = formatShortDay(date, t);
  const year = date.slice(0, 4);
  return (
    <span className="date-block" aria-hidden="true">
      <span className="date-weekday">{weekday}</span>
      <span className="date-day">{day}</span>
      <span className="date-month">
        {month} {year !== localDateOf(now, timeZone).slice(0, 4) && year}
      </span>
    </span>
  );
}
