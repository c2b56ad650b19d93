import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readOrganisationPage } from '../../../db/organisation-page';
import { pathIn } from '../../../domain/language/path';
import { organisationCalendarPath } from '../../../domain/paths';
import { accentOf } from '../../ui/accent';
import { CalendarLinks } from '../../ui/calendar-links';
import { EventList } from '../../ui/event-list';
import { Trail } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { Prose } from '../../ui/prose';
import { ReachUs } from '../../ui/reach';
import { useSpeech } from '../../ui/use-speech';

/** What an organisation does, and how one comes along the first time. CONTRACT §1 (`/arrangorer/:slug`). */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const page = await readOrganisationPage(samling.store.read, params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  return { page, now, baseUrl: samling.baseUrl };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const organisation = loaded?.page.organisation;
    return {
      title: organisation?.name ?? '',
      description: organisation?.about ?? t.event_organisation_description({ organisation: organisation?.name ?? '' }),
    };
  });

export default function Organisation() {
  const t = useSpeech();
  const { page, now, baseUrl } = useLoaderData<typeof loader>();
  const { organisation, coming, more, past } = page;
  const { slug, name, about, firstTime, phone, email, url } = organisation;
  return (
    <div className={`offer ${accentOf(slug)}`}>
      <Trail t={t} trail={[]} />
      <header className="offer-head banner">
        <h1>{name}</h1>
      </header>
      <div className="offer-body">
        <div className="offer-main">
          {about && (
            <section>
              <h2>{t.event_organisation_about()}</h2>
              <Prose text={about} />
            </section>
          )}
          {firstTime && (
            <section className="first-time">
              <h2>{t.event_organisation_first()}</h2>
              <Prose text={firstTime} />
            </section>
          )}
          <section>
            <h2>{t.event_organisation_coming({ organisation: name })}</h2>
            {coming.length > 0 ? <EventList t={t} events={coming} now={now} /> : <p>{t.event_organisation_none()}</p>}
            {more && (
              <p>
                <a href={`${pathIn(t.language, '/')}?arrangor=${slug}`}>
                  {t.event_organisation_more({ organisation: name })}
                </a>
              </p>
            )}
          </section>
          {past.length > 0 && (
            <section>
              <h2>{t.event_organisation_past()}</h2>
              <EventList t={t} events={past} now={now} />
            </section>
          )}
        </div>
        <div className="offer-side">
          {(phone || email || url) && (
            <section>
              <h2>{t.event_organisation_reach()}</h2>
              <ReachUs
                phone={phone}
                email={email}
                site={
                  url && (
                    <a href={url} rel="external noopener noreferrer">
                      {t.event_organisation_site()}
                    </a>
                  )
                }
              />
            </section>
          )}
          <CalendarLinks t={t} feedUrl={baseUrl + organisationCalendarPath(t.language, slug)} />
        </div>
      </div>
    </div>
  );
}
