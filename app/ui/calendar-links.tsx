import { googleCalendarUrl, webcalUrl } from '../../domain/calendar/links';
import type { Speech } from '../../domain/language/speech';

/**
 * How to have something in one's own calendar, with an honest sentence of how often calendars look.
 * @param feedUrl absolute, what a calendar subscribes to
 * @param copyUrl where the same can be fetched as a file, if it can
 */
export function CalendarLinks({ t, feedUrl, copyUrl }: { t: Speech; feedUrl: string; copyUrl?: string }) {
  return (
    <section className="calendar-links no-print">
      <h2>{t.calendar_heading()}</h2>
      <p>{t.calendar_explained()}</p>
      <ul>
        <li>
          <a href={webcalUrl(feedUrl)}>{t.calendar_subscribe()}</a>
        </li>
        <li>
          <a href={googleCalendarUrl(feedUrl)} rel="external noopener noreferrer">
            {t.calendar_subscribe_google()}
          </a>
        </li>
        {copyUrl && (
          <li>
            <a href={copyUrl} download>
              {t.calendar_download()}
            </a>
          </li>
        )}
      </ul>
      <details>
        <summary>{t.calendar_how_often()}</summary>
        <p>
          {[
            t.calendar_how_often_google(),
            t.calendar_how_often_outlook(),
            t.calendar_how_often_other(),
            copyUrl ? t.calendar_copy_warning() : '',
            t.calendar_how_often_advice(),
          ].join(' ')}
        </p>
        <p>
          {t.calendar_address()}: <code>{feedUrl}</code>
        </p>
      </details>
    </section>
  );
}
