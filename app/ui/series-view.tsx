import type { SeriesPage } from '../../db/series-page';
import type { Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { previewPath, seriesCalendarPath, seriesPath } from '../../domain/paths';
import { accentOf } from './accent';
import { CalendarLinks } from './calendar-links';
import { DateList } from './event-list';
import { ContactFacts, OfferFacts } from './offer-facts';
import { OfferHead } from './offer-head';
import { Picture } from './picture';
import { PlacesBar } from './places-bar';
import { Prose } from './prose';
import { Share } from './share';
import { SignUp } from './sign-up';
import { StandingNotice } from './standing';
import { SummaryList } from './summary-list';
import { Where } from './when-and-where';

/**
 * A series' page with all its dates, as everybody sees it.
 * @param props.preview before it is one: its buttons lead to what stands here, its dates to their own previews, and
 *   what leads outside is left out
 */
export function SeriesView(props: {
  t: Speech;
  page: SeriesPage;
  now: Instant;
  baseUrl: string;
  preview?: { formHref: string };
}) {
  const { t, page, now, baseUrl, preview } = props;
  const { offer, text, standing, coming, past } = page;
  const url = baseUrl + seriesPath(t.language, offer.slug);
  // each date of another series has a form of its own
  const isWhole = offer.signup === 'whole' || ['cancelled', 'over', 'external', 'none'].includes(standing.state);
  const dates = { t, title: offer.title, venue: text.venue, now, hrefOf: preview && datePreview };
  return (
    <article className={`offer ${accentOf(text.host.slug)}`}>
      <OfferHead
        t={t}
        trail={preview ? undefined : []}
        title={offer.title}
        kind={text.kind}
        cancelled={offer.status === 'cancelled'}
        date={null}
        summary={text.summary}
      />
      <div className="offer-body">
        <div className="offer-panel">
          {isWhole && <StandingNotice t={t} standing={standing} now={now} timeZone={offer.timeZone} />}
          <div className="note">
            <SummaryList
              rows={[{ label: t.event_where(), value: <Where t={t} venue={text.venue} address={text.address} /> }]}
            />
            {offer.signup === 'whole' && !['cancelled', 'over'].includes(standing.state) && (
              <>
                <p>{t.event_series_whole()}</p>
                <PlacesBar t={t} places={page.places} />
              </>
            )}
            {isWhole && <SignUp t={t} now={now} offer={offer} standing={standing} formHref={preview?.formHref} />}
          </div>
        </div>
        <div className="offer-main">
          {page.picture && <Picture picture={page.picture} />}
          {text.description && (
            <section>
              <h2>{t.event_about()}</h2>
              <Prose text={text.description} />
            </section>
          )}
          <section>
            <h2>{t.event_series_coming()}</h2>
            {!isWhole && coming.length > 0 && <p>{t.event_series_each()}</p>}
            {coming.length > 0 ? <DateList {...dates} dates={coming} /> : <p>{t.event_series_none()}</p>}
          </section>
          {past.length > 0 && (
            <details className="earlier">
              <summary>{t.event_series_past()}</summary>
              <DateList {...dates} dates={past} />
            </details>
          )}
          <OfferFacts t={t} audiences={offer.audiences} facts={text} />
          <ContactFacts t={t} contact={text.contact} host={text.host} />
        </div>
        <div className="offer-side">
          {!preview && (
            <>
              <CalendarLinks
                t={t}
                feedUrl={baseUrl + seriesCalendarPath(t.language, offer.slug)}
                copyUrl={seriesCalendarPath(t.language, offer.slug)}
              />
              <Share t={t} title={offer.title} text={t.event_share_series({ title: offer.title, url })} />
            </>
          )}
        </div>
      </div>
    </article>
  );
}

const datePreview = (slug: string) => previewPath('event', slug);
