import type { EventPage } from '../../db/event-page';
import type { ListedEvent } from '../../db/listed-event';
import type { Instant } from '../../domain/event';
import { formatDay, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { eventCalendarPath, eventPath, previewPath, seriesPath } from '../../domain/paths';
import { localDateOf } from '../../domain/time';
import { accentOf } from './accent';
import { CalendarLinks } from './calendar-links';
import { DateList, EventList } from './event-list';
import { KeptPlaces } from './kept-places';
import { Notice } from './notice';
import { ContactFacts, OfferFacts } from './offer-facts';
import { OfferHead } from './offer-head';
import { PartList } from './part-list';
import { Picture } from './picture';
import { PlacesBar } from './places-bar';
import { Prose } from './prose';
import { Share } from './share';
import { SignUp } from './sign-up';
import { StandingNotice } from './standing';
import { TeamList } from './team-list';
import { teamTerms } from './team-terms';
import { WhenAndWhere } from './when-and-where';

/**
 * An event's page, as everybody sees it.
 * @param props.preview before it is one: its buttons lead to what stands here, and what leads outside is left out
 */
export function EventView(props: {
  t: Speech;
  page: EventPage;
  nearby: readonly ListedEvent[];
  now: Instant;
  baseUrl: string;
  preview?: { formHref: string };
}) {
  const { t, page, nearby, now, baseUrl, preview } = props;
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
        trail={preview ? undefined : series ? [{ href: seriesPath(t.language, series.slug), label: series.title }] : []}
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
              formHref={preview?.formHref}
            />
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
                <a href={preview ? previewPath('series', series.slug) : seriesPath(t.language, series.slug)}>
                  {t.event_series_all({ series: series.title })}
                </a>
              </p>
            </section>
          )}
          {nearby.length > 0 && (
            <section>
              <h2>{t.event_nearby({ place: text.venue ?? '' })}</h2>
              <EventList t={t} events={nearby} now={now} />
            </section>
          )}
          {!isOff && !preview && (
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
    </article>
  );
}
