import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readSeriesPage } from '../../../db/series-page';
import { seriesCalendarPath, seriesPath } from '../../../domain/paths';
import { accentOf } from '../../ui/accent';
import { CalendarLinks } from '../../ui/calendar-links';
import { DateList } from '../../ui/event-list';
import { ContactFacts, OfferFacts } from '../../ui/offer-facts';
import { OfferHead } from '../../ui/offer-head';
import { pageMeta } from '../../ui/page-meta';
import { Picture } from '../../ui/picture';
import { PlacesBar } from '../../ui/places-bar';
import { Prose } from '../../ui/prose';
import { Share } from '../../ui/share';
import { SignUp } from '../../ui/sign-up';
import { StandingNotice } from '../../ui/standing';
import { SummaryList } from '../../ui/summary-list';
import { useSpeech } from '../../ui/use-speech';
import { Where } from '../../ui/when-and-where';

/** A series with all its dates. CONTRACT §1 (`/serier/:slug`). */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const page = await readSeriesPage(samling.store.read, params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  return { page, now, baseUrl: samling.baseUrl };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const { offer, text } = loaded.page;
    return {
      title: offer.status === 'cancelled' ? t.event_title_cancelled({ title: offer.title }) : offer.title,
      description: text.summary ?? text.description,
      picture: loaded.page.picture,
    };
  });

export default function Series() {
  const t = useSpeech();
  const { page, now, baseUrl } = useLoaderData<typeof loader>();
  const { offer, text, standing, coming, past } = page;
  const url = baseUrl + seriesPath(t.language, offer.slug);
  // each date of another series has a form of its own
  const isWhole = offer.signup === 'whole' || ['cancelled', 'over', 'external', 'none'].includes(standing.state);
  return (
    <article className={`offer ${accentOf(text.host.slug)}`}>
      <OfferHead
        t={t}
        trail={[]}
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
            {isWhole && <SignUp t={t} now={now} offer={offer} standing={standing} />}
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
            {coming.length > 0 ? (
              <DateList t={t} title={offer.title} venue={text.venue} dates={coming} now={now} />
            ) : (
              <p>{t.event_series_none()}</p>
            )}
          </section>
          {past.length > 0 && (
            <details className="earlier">
              <summary>{t.event_series_past()}</summary>
              <DateList t={t} title={offer.title} venue={text.venue} dates={past} now={now} />
            </details>
          )}
          <OfferFacts t={t} audiences={offer.audiences} facts={text} />
          <ContactFacts t={t} contact={text.contact} host={text.host} />
        </div>
        <div className="offer-side">
          <CalendarLinks
            t={t}
            feedUrl={baseUrl + seriesCalendarPath(t.language, offer.slug)}
            copyUrl={seriesCalendarPath(t.language, offer.slug)}
          />
          <Share t={t} title={offer.title} text={t.event_share_series({ title: offer.title, url })} />
        </div>
      </div>
    </article>
  );
}
