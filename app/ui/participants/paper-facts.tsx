import type { ReceiptDate } from '../../../db/receipts';
import type { Instant, LocalDate } from '../../../domain/event';
import { atLineStart, formatWhen, type When } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import type { Answers, Question } from '../../../domain/question';
import { Chosen, EventWhen, firstDayWords, type ChosenPart } from '../receipt-facts';
import { SummaryList } from '../summary-list';
import { answersGiven } from './answers';
import { Where } from '../when-and-where';

/** What, when, where and for whom, on paper: dates in full, since nobody knows when it is read. */
export function PaperFacts(props: {
  t: Speech;
  receipt: {
    type: 'event' | 'series';
    title: string | null;
    when: When & { startAt: Instant | null };
    firstDay: LocalDate | null;
    dates: readonly ReceiptDate[];
    venue: string | null;
    address: string | null;
    chosen: readonly ChosenPart[];
    name: string;
    partySize: number;
    /** What they answered and wrote; nothing of a discreet event. */
    questions: readonly Question[];
    answers: Answers;
    note: string | null;
  };
}) {
  const { t, receipt } = props;
  const { type, title, when, firstDay, dates, venue, address, chosen, name, partySize, questions, answers, note } =
    receipt;
  return (
    <SummaryList
      rows={[
        { label: t.signup_what(), value: title ?? t.calendar_discreet_title() },
        { label: t.event_when(), value: type === 'event' && <EventWhen t={t} receipt={{ offer: when, firstDay }} /> },
        {
          label: t.signup_dates(),
          value: dates.length > 0 && (
            <ul>
              {dates.map((date) => (
                <li key={date.id}>
                  {[atLineStart(formatWhen({ ...date, timeZone: when.timeZone }, t), t), firstDayWords(t, date)]
                    .filter(Boolean)
                    .join('. ')}
                </li>
              ))}
            </ul>
          ),
        },
        { label: t.event_where(), value: <Where t={t} venue={venue} address={address} /> },
        { label: t.participants_chosen(), value: chosen.length > 0 && <Chosen t={t} parts={chosen} offer={when} /> },
        { label: t.signup_who(), value: t.signup_party({ name, count: partySize }) },
        ...answersGiven(t, questions, answers),
        { label: t.participants_note(), value: note },
      ]}
    />
  );
}
