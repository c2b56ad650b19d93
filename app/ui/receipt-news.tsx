import type { ReceiptMessage } from '../../db/receipt-news';
import type { Instant } from '../../domain/event';
import { formatDay, formatMoment } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import type { News, NewsAbout } from '../../domain/receipt-news';
import { localDateOf } from '../../domain/time';
import { Notice } from './notice';
import { Prose } from './prose';

/** What has changed since the person was last here, with the day of each. */
export function ReceiptNews(props: { t: Speech; news: readonly News[]; timeZone: string; now: Instant }) {
  const { t, news, timeZone, now } = props;
  if (!news.length) return null;
  const today = localDateOf(now, timeZone);
  return (
    <Notice tone="mind" heading={t.signup_news()}>
      <ul>
        {news.map(({ about, at }) => {
          const words = t.signup_news_one({
            what: newsWords(t, about),
            day: formatDay(localDateOf(at, timeZone), t, today),
          });
          return <li key={about}>{about === 'message' ? <a href={`#${messagesId}`}>{words}</a> : words}</li>;
        })}
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

function newsWords(t: Speech, about: NewsAbout): string {
  switch (about) {
    case 'time':
      return t.signup_news_time();
    case 'place':
      return t.signup_news_place();
    case 'movedActivities':
      return t.signup_news_moved();
    case 'goneActivities':
      return t.signup_news_gone();
    case 'events':
      return t.signup_news_dates();
    case 'tooLarge':
      return t.signup_news_too_large();
    case 'promoted':
      return t.signup_news_promoted();
    case 'event-restored':
      return t.signup_news_restored();
    case 'changed':
      return t.signup_news_changed();
    case 'team-placed':
      return t.signup_news_team();
    case 'message':
      return t.signup_news_message();
  }
}
