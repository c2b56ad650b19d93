import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requestsTo } from '../../../db/co-hosts';
import { offersOf } from '../../../db/console-list';
import {
  coHostingPath,
  logoutPath,
  membersPath,
  newEventPath,
  newSeriesPath,
  ownNamePath,
  passkeysPath,
  sessionsPath,
} from '../../../domain/paths';
import { may, type Right } from '../../../domain/role';
import { requireSignedIn } from '../../http/session.server';
import { Button, ButtonLink } from '../../ui/button';
import { OwnOffers } from '../../ui/own-offers';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName } from '../../ui/role-name';
import { useSpeech } from '../../ui/use-speech';

/** Where an organiser begins: what their organisations have ahead, and what they may do. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { organiser, memberships } = await requireSignedIn(request, samling);
  const now = samling.now();
  const idsWhere = (right: Right) =>
    memberships.filter(({ role }) => may(role, right)).map(({ organisation }) => organisation.id);
  const { read } = samling.store;
  const offers = await offersOf(read, idsWhere('overview'), idsWhere('participants'), now);
  return { now, organiser, memberships, offers, asked: (await requestsTo(read, idsWhere('events'))).length };
}

/** How many of what is coming one sees without asking for more: a phone's screen or three. */
const comingAtFirst = 10;

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_start_title() }));

export default function Start() {
  const t = useSpeech();
  const { now, organiser, memberships, offers, asked } = useLoaderData<typeof loader>();
  const writes = memberships.some(({ role }) => may(role, 'events'));
  const list = { t, now, own: memberships.map(({ organisation }) => organisation.slug) };
  const [next, later] = [offers.coming.slice(0, comingAtFirst), offers.coming.slice(comingAtFirst)];
  return (
    <Page t={t} heading={t.organiser_start_title()}>
      <p>{t.organiser_start_as({ who: organiser.name ?? organiser.email })}</p>
      {asked > 0 && (
        <p>
          <a href={coHostingPath}>{t.console_co_hosting({ count: asked })}</a>
        </p>
      )}
      {memberships.length === 0 && <p>{t.organiser_start_nothing()}</p>}
      {writes && (
        <p>
          <ButtonLink href={newEventPath}>{t.console_new_event()}</ButtonLink>{' '}
          <ButtonLink href={newSeriesPath} look="other">
            {t.console_new_series()}
          </ButtonLink>
        </p>
      )}
      {/* first what somebody has begun: it is looked for, and few */}
      {offers.drafts.length > 0 && writes && (
        <>
          <h2>{t.console_drafts()}</h2>
          <OwnOffers {...list} offers={offers.drafts} />
        </>
      )}
      {memberships.length > 0 && (
        <>
          <h2>{t.console_coming()}</h2>
          {next.length ? <OwnOffers {...list} offers={next} /> : <p>{t.console_coming_none()}</p>}
          {later.length > 0 && (
            <details>
              <summary>{t.console_coming_more({ count: later.length })}</summary>
              <OwnOffers {...list} offers={later} />
            </details>
          )}
        </>
      )}
      {offers.series.length > 0 && (
        <>
          <h2>{t.console_series()}</h2>
          <OwnOffers {...list} offers={offers.series} />
        </>
      )}
      {offers.past.length > 0 && (
        <details>
          <summary>{t.console_past()}</summary>
          <OwnOffers {...list} offers={offers.past} />
        </details>
      )}
      <h2>{t.console_organisations()}</h2>
      <ul className="console-list">
        {memberships.map(({ organisation, role }) => (
          <li key={organisation.slug}>
            <h3>{organisation.name}</h3>
            <p>{t.organiser_start_role({ role: roleName(t, role) })}</p>
            {may(role, 'members') && (
              <p>
                <a href={membersPath(organisation.slug)}>
                  {t.organiser_members_title({ organisation: organisation.name })}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      <h2>{t.organiser_start_login()}</h2>
      <p>
        <a href={ownNamePath}>{t.account_name_title()}</a>
      </p>
      <p>
        <a href={sessionsPath}>{t.organiser_sessions_title()}</a>
      </p>
      <p>
        <a href={passkeysPath}>{t.console_passkeys()}</a>
      </p>
      <form method="post" action={logoutPath}>
        <Button look="other">{t.organiser_logout()}</Button>
      </form>
    </Page>
  );
}
