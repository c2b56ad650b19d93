import type { Instant, Kind, LocalDate } from '../../domain/event';
import { atLineStart, formatDay, formatSpan, formatWhen, nearDay } from '../../domain/language/dates';
import { tellingKind } from '../../domain/language/kind-words';
import type { Speech } from '../../domain/language/speech';
import { eventPath } from '../../domain/paths';
import type { Standing } from '../../domain/places-left';
import { localDateOf } from '../../domain/time';
import { accentOf } from './accent';
import { DateBlock } from './date-block';
import { Mark } from './notice';
import { Pictogram } from './pictogram';
import { StandingMark } from './standing';

/** An event, as much as a list needs: what db/listing.ts gives. */
export interface EventInList {
  slug: string;
  title: string;
  kind: Kind;
  timeZone: string;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  venue: string | null;
  moved: boolean;
  host: { slug: string; name: string };
  series: { slug: string; title: string } | null;
  standing: Standing;
}

interface Day {
  /** A date, or what stands in its place: `ongoing` or `open`. */
  key: LocalDate | 'ongoing' | 'open';
  events: EventInList[];
}

/** Events under their days. What began on an earlier day and still goes on is under "Pågår nu". */
export function EventsByDay(props: { t: Speech; events: readonly EventInList[]; now: Instant; ongoing?: boolean }) {
  const { t, events, now, ongoing } = props;
  return (
    <div className="days">
      {byDay(events, now, ongoing ?? false).map(({ key, events: [first, ...rest] }) => (
        <section className="day" key={key} aria-labelledby={`dag-${key}`}>
          <h2 id={`dag-${key}`}>
            <DayHeading t={t} day={key} event={first!} now={now} />
          </h2>
          <ul className="event-list">
            {[first!, ...rest].map((event) => (
              <EventRow key={event.slug} t={t} event={event} now={now} wholeDate={key === 'ongoing'} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Events one after another, each with its date: the dates of a series, what an organisation has had. */
export function EventList({ t, events, now }: { t: Speech; events: readonly EventInList[]; now: Instant }) {
  return (
    <ul className="event-list">
      {events.map((event) => (
        <EventRow key={event.slug} t={t} event={event} now={now} wholeDate />
      ))}
    </ul>
  );
}

/** The dates of one series: what they have in common is said once, above. */
export function DateList(props: {
  t: Speech;
  /** The series' own. */
  title: string;
  venue: string | null;
  dates: readonly EventInList[];
  now: Instant;
  /** Where a date leads, by its slug, in place of its own page. */
  hrefOf?: (slug: string) => string;
}) {
  const { t, title, venue, dates, now, hrefOf = (slug) => eventPath(t.language, slug) } = props;
  return (
    <ul className="event-list">
      {dates.map((date) => {
        const when = whenOf(t, date, now, true);
        return (
          <li key={date.slug} className="event-row">
            <h3>
              <a href={hrefOf(date.slug)}>{date.standing.state === 'cancelled' ? <s>{when}</s> : when}</a>
            </h3>
            {date.title !== title && <p>{date.title}</p>}
            {date.venue !== venue && <p>{date.venue ?? t.event_place_open()}</p>}
            <Marks t={t} event={date} among="dates" />
          </li>
        );
      })}
    </ul>
  );
}

function byDay(events: readonly EventInList[], now: Instant, ongoing: boolean): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const key = dayOf(event, now, ongoing);
    const last = days.at(-1);
    if (last?.key === key) last.events.push(event);
    else days.push({ key, events: [event] });
  }
  return days;
}

function dayOf({ startAt, timeZone }: EventInList, now: Instant, ongoing: boolean): Day['key'] {
  if (startAt === null) return 'open';
  const date = localDateOf(startAt, timeZone);
  return ongoing && date < localDateOf(now, timeZone) ? 'ongoing' : date;
}

function DayHeading(props: { t: Speech; day: Day['key']; event: EventInList; now: Instant }) {
  const { t, day, event, now } = props;
  if (day === 'ongoing') return <>{t.site_day_ongoing()}</>;
  if (day === 'open') return <>{t.site_day_open()}</>;
  // the block is for the eye; near days are said to it too
  const today = localDateOf(now, event.timeZone);
  const near = nearDay(day, t, today);
  return (
    <>
      <DateBlock t={t} start={event.startAt} timeZone={event.timeZone} now={now} />
      {near && (
        <span className="near" aria-hidden="true">
          {atLineStart(near, t)}
        </span>
      )}
      <span className="unseen">{atLineStart(formatDay(day, t, today), t)}</span>
    </>
  );
}

function EventRow(props: { t: Speech; event: EventInList; now: Instant; wholeDate: boolean }) {
  const { t, event, now, wholeDate } = props;
  const title = event.standing.state === 'cancelled' ? <s>{event.title}</s> : event.title;
  return (
    <li className={`event-row ${accentOf(event.host.slug)}`}>
      <h3>
        <a href={eventPath(t.language, event.slug)}>{title}</a>
      </h3>
      <p>{[whenOf(t, event, now, wholeDate), event.venue ?? t.event_place_open()].filter(Boolean).join(' · ')}</p>
      <p className="quiet kind">
        <Pictogram kind={event.kind} />{' '}
        <span>{[tellingKind(t, event.kind), event.host.name].filter(Boolean).join(' · ')}</span>
      </p>
      <Marks t={t} event={event} among="events" />
    </li>
  );
}

/** How an event stands, and what is particular about it; nothing where one can simply sign up. */
function Marks({ t, event, among }: { t: Speech; event: EventInList; among: 'events' | 'dates' }) {
  const { standing } = event;
  // among a series' own dates it goes without saying
  const says = standing.state !== 'open' && !(among === 'dates' && standing.state === 'series');
  const isMoved = event.moved && standing.state !== 'cancelled';
  const comesBack = among === 'events' && event.series && standing.state !== 'series' && standing.state !== 'over';
  if (!says && !isMoved && !comesBack) return null;
  return (
    <p className="marks">
      {says && <StandingMark t={t} standing={standing} />} {isMoved && <Mark tone="mind">{t.event_mark_moved()}</Mark>}{' '}
      {comesBack && <Mark>{t.event_series_label()}</Mark>}
    </p>
  );
}

/** The time of day, under a day's heading; else the whole date. */
function whenOf(t: Speech, event: EventInList, now: Instant, wholeDate: boolean): string {
  const { startAt, timeKnown } = event;
  if (startAt === null) return wholeDate ? t.event_when_no_date() : '';
  if (wholeDate) return atLineStart(formatWhen(event, t, now), t);
  return timeKnown ? atLineStart(formatSpan({ ...event, startAt }, t), t) : t.event_time_open();
}
