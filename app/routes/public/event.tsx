import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readEventPage } from '../../../db/event-page';
import { listNearby } from '../../../db/listing';
import { atLineStart, formatDay, formatWhen } from '../../../domain/language/dates';
import { eventCalendarPath, eventPath, seriesPath } from '../../../domain/paths';
import { publicEventFacts } from '../../../domain/public-event';
import { jsonLdScript, schemaOrgEvent } from '../../../domain/schema-org';
import { localDateOf } from '../../../domain/time';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { CalendarLinks } from '../../ui/calendar-links';
import { DateList, EventList } from '../../ui/event-list';
import { KeptPlaces } from '../../ui/kept-places';
import { Notice } from '../../ui/notice';
import { ContactFacts, OfferFacts } from '../../ui/offer-facts';
import { OfferHead } from '../../ui/offer-head';
import { pageMeta } from '../../ui/page-meta';
import { PartList } from '../../ui/part-list';
import { PlacesBar } from '../../ui/places-bar';
import { Prose } from '../../ui/prose';
import { Share } from '../../ui/share';
import { SignUp } from '../../ui/sign-up';
import { StandingNotice } from '../../ui/standing';
import { TeamList } from '../../ui/team-list';
import { teamTerms } from '../../ui/team-terms';
import { useSpeech } from '../../ui/use-speech';
import { WhenAndWhere } from '../../ui/when-and-where';

/** One event. CONTRACT §1 (`/evenemang/:slug`). */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const { baseUrl } = samling;
  const page = await readEventPage(samling.store.read, params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  const t = requestSpeech(request);
  const { offer, text } = page;
  const facts = publicEventFacts(
    { ...text, ...offer, start: offer.startAt, end: offer.endAt, hosts: [text.host, ...text.coHosts] },
    { baseUrl, t },
  );
  const here = { id: offer.id, venue: text.venue, series: page.series?.slug ?? null };
  const nearby = await listNearby(samling.store.read, here, now, 3);
  return { page, nearby, now, baseUrl, jsonLd: jsonLdScript(schemaOrgEvent(facts, t)) };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const { offer, text, series } = loaded.page;
    // the dates of a series have one name
    const title =
      series && offer.startAt !== null
        ? t.event_title_dated({ title: offer.title, date: formatDay(localDateOf(offer.startAt, offer.timeZone), t) })
        : offer.title;
    return {
      title: offer.status === 'cancelled' ? t.event_title_cancelled({ title }) : title,
      description: t.event_description({
        when: atLineStart(formatWhen(offer, t), t),
        where: text.venue ?? t.event_place_open(),
        summary: text.summary ?? '',
      }),
    };
  });

export default function Event() {
  const t = useSpeech();
  const { page, nearby, now, baseUrl, jsonLd } = useLoaderData<typeof loader>();
  const { offer, text, standing, series } = page;
  const { timeZone } = offer;
  const takesSignups = ['open', 'few', 'waitlist', 'full', 'not-yet', 'closed'].includes(standing.state);
  const activities = page.parts.filter((part) => part.of === 'activity');
  const shifts = page.parts.filter((part) => part.of === 'shift');
  const url = baseUrl + eventPath(t.language, offer.slug);
  const isOff = standing.state === 'cancelled' || standing.state === 'over';
  return (
    <article className={`offer ${accentOf(text.host.slug)}`}>
      <OfferHead
        t={t}
        trail={series ? [{ href: seriesPath(t.language, series.slug), label: series.title }] : []}
        title={offer.title}
        kind={text.kind}
        cancelled={offer.status === 'cancelled'}
        date={{ start: offer.startAt, timeZone, now }}
        summary={text.summary}
      />
      <div className="offer-body">
        <div className="offer-panel">
          <StandingNotice t={t} standing={standing} now={now} timeZone={timeZone} seriesTitle={series?.title} />
          {page.movedFrom && offer.status !== 'cancelled' && (
            <Notice tone="mind" heading={t.event_state_moved()}>
              <p>{t.event_state_moved_text({ date: formatDay(page.movedFrom, t, localDateOf(now, timeZone)) })}</p>
            </Notice>
          )}
          <div className="note">
            <WhenAndWhere t={t} now={now} when={offer} venue={text.venue} address={text.address} />
            {takesSignups && (
              <>
                {!(page.teams && page.places.capacity === null) && <PlacesBar t={t} places={page.places} />}
                <KeptPlaces t={t} kept={page.kept} timeZone={timeZone} now={now} />
              </>
            )}
            <SignUp
              t={t}
              now={now}
              offer={offer}
              standing={standing}
              teams={page.teams?.standing}
              shiftsLeft={shifts.some(({ status, places }) => status === 'published' && places.left !== 0)}
            />
          </div>
        </div>
        <div className="offer-main">
          {text.description && (
            <section>
              <h2>{t.event_about()}</h2>
              <Prose text={text.description} />
            </section>
          )}
          {activities.length > 0 && (
            <section>
              <h2>{t.event_activities()}</h2>
              {takesSignups && <p>{t.event_activities_text()}</p>}
              <PartList t={t} parts={activities} event={offer} now={now} showsPlaces={takesSignups} />
            </section>
          )}
          {shifts.length > 0 && (
            <section>
              <h2>{t.event_shifts()}</h2>
              {takesSignups && <p>{t.event_shifts_text()}</p>}
              <PartList t={t} parts={shifts} event={offer} now={now} showsPlaces={takesSignups} />
            </section>
          )}
          {page.teams && offer.teams && (
            <section>
              <h2>{t.event_teams()}</h2>
              <p>{teamTerms(t, offer.teams)}</p>
              {takesSignups && page.teams.places.capacity !== null && (
                <PlacesBar t={t} places={page.teams.places} of="teams" />
              )}
              {page.teams.list.length > 0 ? (
                <TeamList t={t} teams={page.teams.list} terms={offer.teams} />
              ) : (
                !isOff && <p>{t.event_teams_none()}</p>
              )}
            </section>
          )}
          <OfferFacts t={t} audiences={offer.audiences} facts={text} />
          <ContactFacts t={t} contact={text.contact} host={text.host} />
        </div>
        <div className="offer-side">
          {series && (
            <section>
              <h2>{t.event_series_dates()}</h2>
              {series.otherDates.length > 0 && (
                <DateList t={t} title={offer.title} venue={text.venue} dates={series.otherDates} now={now} />
              )}
              <p>
                <a href={seriesPath(t.language, series.slug)}>{t.event_series_all({ series: series.title })}</a>
              </p>
            </section>
          )}
          {nearby.length > 0 && (
            <section>
              <h2>{t.event_nearby({ place: text.venue ?? '' })}</h2>
              <EventList t={t} events={nearby} now={now} />
            </section>
          )}
          {!isOff && (
            <>
              <CalendarLinks
                t={t}
                feedUrl={baseUrl + eventCalendarPath(t.language, offer.slug)}
                copyUrl={offer.startAt === null ? undefined : eventCalendarPath(t.language, offer.slug)}
              />
              <Share
                t={t}
                title={offer.title}
                text={t.event_share_text({
                  title: offer.title,
                  when: formatWhen(offer, t),
                  where: text.venue ?? t.event_place_open(),
                  url,
                })}
              />
            </>
          )}
        </div>
      </div>
      {/* data, not a script: no browser runs it */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd }} />
    </article>
  );
}
