import type { SignupPage } from '../../db/signup-page';
import type { Instant } from '../../domain/event';
import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { SummaryList } from './summary-list';
import { WhenAndWhere } from './when-and-where';

/** When and where: enough to know that one is in the right place. */
export function OfferBrief({ t, page, now }: { t: Speech; page: SignupPage; now: Instant }) {
  const { offer, text, dates } = page;
  if (offer.type === 'event') {
    return <WhenAndWhere t={t} now={now} when={offer} venue={text.venue} address={text.address} />;
  }
  const when = dates.map((date) => ({
    slug: date.slug,
    words: formatWhen(date, t, now),
  }));
  return (
    <SummaryList
      rows={[
        {
          label: t.signup_dates(),
          value: when.length > 0 && (
            <ul>
              {when.map(({ slug, words }) => (
                <li key={slug}>{atLineStart(words, t)}</li>
              ))}
            </ul>
          ),
        },
        { label: t.event_where(), value: text.venue ?? t.event_place_open() },
      ]}
    />
  );
}
