import type { Receipt, ReceiptPart } from '../../db/receipts';
import type { Instant, LocalDate } from '../../domain/event';
import { atLineStart, formatDay, formatSpan, formatWhen, type When } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { eventPath, seriesPath } from '../../domain/paths';
import { takesYesOrNo, type Answers, type Question } from '../../domain/question';
import { localDateOf } from '../../domain/time';
import { Mark } from './notice';
import { Prose } from './prose';
import { SummaryList } from './summary-list';
import { Where } from './when-and-where';

/**
 * What, when, where and who: all that one needs to come.
 * @param props.calledOff what the organiser says of dates that are off, by their ids
 */
export function ReceiptFacts(props: { t: Speech; receipt: Receipt; calledOff?: Record<string, string>; now: Instant }) {
  const { t, receipt, calledOff = {}, now } = props;
  const { offer, name, partySize, parts, note, answers } = receipt;
  const goodToKnow = receipt.state === 'confirmed' ? receipt.confirmation : null;
  // nobody sees the page of a draft, which an event becomes once all its people have cancelled
  const page = (offer.type === 'event' ? eventPath : seriesPath)(t.language, offer.slug);
  const asked = offer.questions.filter(({ id }) => answers[id] !== undefined);
  return (
    <SummaryList
      rows={[
        { label: t.signup_what(), value: offer.status === 'draft' ? offer.title : <a href={page}>{offer.title}</a> },
        { label: t.event_when(), value: offer.type === 'event' && <EventWhen t={t} receipt={receipt} now={now} /> },
        { label: t.signup_dates(), value: receipt.dates.length > 0 && <Dates {...{ t, receipt, calledOff, now }} /> },
        { label: t.event_where(), value: <Where t={t} venue={receipt.venue} address={receipt.address} /> },
        { label: t.signup_chosen(), value: parts.length > 0 && <Chosen t={t} parts={parts} offer={offer} /> },
        { label: t.mail_good_to_know(), value: goodToKnow !== null && <Prose text={goodToKnow} /> },
        { label: t.signup_who(), value: t.signup_party({ name, count: partySize }) },
        ...asked.map((question) => ({ label: question.label, value: answerWords(t, question, answers) })),
        { label: t.signup_note_said(), value: note },
      ]}
    />
  );
}

/** @param props.now left out: the day is said in full, for a page that is read later */
export function EventWhen(props: {
  t: Speech;
  receipt: { offer: When & { startAt: Instant | null }; firstDay: LocalDate | null };
  now?: Instant;
}) {
  const { t, receipt, now } = props;
  const { offer, firstDay } = receipt;
  return (
    <>
      <strong>{atLineStart(formatWhen(offer, t, now), t)}</strong>
      {firstDay !== null && <p className="quiet">{firstDayWords(t, receipt)}</p>}
    </>
  );
}

/** Of a whole series: every date, also one that is off. */
function Dates(props: { t: Speech; receipt: Receipt; calledOff: Record<string, string>; now: Instant }) {
  const { t, calledOff, now } = props;
  const { dates, offer, venue } = props.receipt;
  return (
    <ul>
      {dates.map((date) => {
        const when = formatWhen({ ...date, timeZone: offer.timeZone }, t, now);
        const words = [when, date.venue === venue ? null : (date.venue ?? t.event_place_open())]
          .filter(Boolean)
          .join(', ');
        return (
          <li key={date.id}>
            {date.status === 'cancelled' ? (
              <>
                <s>{atLineStart(words, t)}</s> <Mark tone="stop">{t.event_mark_cancelled()}</Mark>
                {calledOff[date.id] !== undefined && <Prose text={calledOff[date.id]!} />}
              </>
            ) : (
              [atLineStart(words, t), firstDayWords(t, date)].filter(Boolean).join('. ')
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Of a date that has moved: which one it is, to whoever noted the day that it had first. */
export const firstDayWords = (t: Speech, { firstDay }: { firstDay: LocalDate | null }): string =>
  firstDay === null ? '' : t.event_state_moved_text({ date: formatDay(firstDay, t) });

/** What is said of an activity or a shift that one has chosen. */
export type ChosenPart = Pick<ReceiptPart, 'id' | 'title' | 'startAt' | 'endAt' | 'claim'>;

/** Activities and shifts, with their times; one that is gone is said to be. */
export function Chosen(props: {
  t: Speech;
  parts: readonly ChosenPart[];
  offer: { startAt: Instant | null; timeZone: string };
}) {
  const { t, parts, offer } = props;
  const day = offer.startAt === null ? undefined : localDateOf(offer.startAt, offer.timeZone);
  const when = ({ startAt, endAt }: ChosenPart) =>
    startAt === null ? '' : `, ${formatSpan({ startAt, endAt, timeZone: offer.timeZone }, t, day)}`;
  return (
    <ul>
      {parts.map((part) => (
        <li key={part.id}>
          {part.claim === 'gone' ? (
            <>
              <s>{part.title}</s> <Mark tone="stop">{t.event_part_cancelled()}</Mark>
            </>
          ) : (
            part.title + when(part)
          )}
        </li>
      ))}
    </ul>
  );
}

function answerWords(t: Speech, { id, type }: Question, answers: Answers): string {
  const given = [answers[id] ?? []].flat();
  if (!takesYesOrNo(type)) return given.join(', ');
  return given.map((answer) => (answer === 'yes' ? t.signup_yes() : t.signup_no())).join(', ');
}
