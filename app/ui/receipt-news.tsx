import type { ReceiptMessage } from '../../db/receipt-news';
import type { Receipt, ReceiptDate, ReceiptPart } from '../../db/receipts';
import { placeLine } from '../../domain/calendar/entry';
import type { Instant } from '../../domain/event';
import { formatMoment, formatSpan, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { News } from '../../domain/receipt-news';
import { localDateOf } from '../../domain/time';
import { Notice } from './notice';
import { Prose } from './prose';

/**
 * What is new since the person was last here, with what is true now: this may be all that somebody reads. When it was
 * changed is not said, since a day beside a new time reads as the day of the event.
 */
export function ReceiptNews(props: { t: Speech; news: readonly News[]; receipt: Receipt; now: Instant }) {
  const { t, news, receipt, now } = props;
  const lines = news.flatMap(({ about, of }) =>
    newsLines(t, { about, of }, receipt, now).map((words) => ({ about, words })),
  );
  if (!lines.length) return null;
  return (
    <Notice tone="mind" heading={t.signup_news()}>
      <ul>
        {lines.map(({ about, words }) => (
          <li key={words}>{about === 'message' ? <a href={`#${messagesId}`}>{words}</a> : words}</li>
        ))}
      </ul>
    </Notice>
  );
}

const messagesId = 'meddelanden';

/** The organiser's own words to this person among others, the latest first. */
export function ReceiptMessages(props: {
  t: Speech;
  messages: readonly ReceiptMessage[];
  timeZone: string;
  now: Instant;
}) {
  const { t, messages, timeZone, now } = props;
  if (!messages.length) return null;
  return (
    <section id={messagesId}>
      <h2>{t.signup_messages()}</h2>
      {messages.map(({ id, subject, words, language, at }) => (
        <article key={id}>
          <h3 lang={language}>{subject}</h3>
          <p className="quiet">{t.signup_messages_written({ when: formatMoment(at, timeZone, t, now) })}</p>
          {language !== t.language && <p className="quiet">{t.mail_message_swedish_only()}</p>}
          <div lang={language}>
            <Prose text={words} />
          </div>
        </article>
      ))}
    </section>
  );
}

function newsLines(t: Speech, { about, of }: Pick<News, 'about' | 'of'>, receipt: Receipt, now: Instant): string[] {
  const { offer, venue, address, parts, partySize: count } = receipt;
  switch (about) {
    case 'time':
      return [t.signup_news_time({ when: formatWhen(offer, t, now) })];
    case 'place': {
      const place = placeLine(venue, address);
      return [place === null ? t.signup_news_place_later() : t.signup_news_place({ place })];
    }
    case 'movedActivities':
      return parts
        .filter((part) => of.includes(part.id) && part.claim !== 'gone')
        .map((part) => t.mail_news_moved({ activity: part.title, when: hoursOf(t, part, offer) }));
    case 'goneActivities':
      return parts
        .filter((part) => of.includes(part.id) && part.claim === 'gone')
        .map((part) => t.mail_news_gone({ activity: part.title }));
    case 'events':
      return receipt.dates
        .filter((date) => of.includes(date.id) && (date.endAt ?? date.startAt ?? now) >= now)
        .map((date) => dateWords(t, date, offer.timeZone, now));
    case 'tooLarge':
      return [t.signup_news_too_large()];
    case 'promoted':
      return [t.signup_news_promoted({ count })];
    case 'event-restored':
      return [t.signup_news_restored()];
    case 'changed':
      return [t.signup_news_changed()];
    case 'team-placed':
      return [t.signup_news_team()];
    case 'message':
      return [t.signup_news_message()];
  }
}

function hoursOf(t: Speech, { startAt, endAt }: ReceiptPart, { timeZone, startAt: eventAt }: Receipt['offer']): string {
  if (startAt === null) return t.mail_time_later();
  const besideDay = eventAt === null ? '' : localDateOf(eventAt, timeZone);
  return formatSpan({ startAt, endAt, timeZone }, t, besideDay);
}

function dateWords(t: Speech, date: ReceiptDate, timeZone: string, now: Instant): string {
  const when = formatWhen({ ...date, timeZone }, t, now);
  if (date.status === 'cancelled') return t.mail_news_date_cancelled({ date: when });
  return t.mail_news_date_moved({ date: `${when}, ${placeLine(date.venue, date.address) ?? t.mail_place_later()}` });
}
