import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deedsOfOrganisation, deedsShown } from '../../../db/deeds';
import { atLineStart, formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { consolePath, membersPath, organisationDeedsPath } from '../../../domain/paths';
import { isRole } from '../../../domain/role';
import { defaultTimeZone } from '../../../domain/time';
import { requireRight } from '../../http/session.server';
import { deedWords } from '../../ui/deed-words';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName } from '../../ui/role-name';
import { useSpeech } from '../../ui/use-speech';

/** Who let whom in, changed what they may do, and took it away: for administrators, the latest first. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { organisation } = await requireRight(request, samling, params.organisation, 'members');
  const before = Number(new URL(request.url).searchParams.get('fore')) || undefined;
  const deeds = await deedsOfOrganisation(samling.store.read, organisation.id, before);
  return { now: samling.now(), organisation, deeds, hasOlder: deeds.length === deedsShown };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: t.account_log_title({ organisation: loaded?.organisation.name ?? '' }) }));

export default function OrganisationDeeds() {
  const t = useSpeech();
  const { now, organisation, deeds, hasOlder } = useLoaderData<typeof loader>();
  const last = deeds.at(-1);
  return (
    <Page
      t={t}
      heading={t.account_log_heading()}
      trail={[
        { href: consolePath, label: t.organiser_start_title() },
        {
          href: membersPath(organisation.slug),
          label: t.organiser_members_title({ organisation: organisation.name }),
        },
      ]}
    >
      <p>{organisation.name}</p>
      {deeds.length === 0 && <p>{t.console_deeds_none()}</p>}
      <ul className="console-list">
        {deeds.map(({ id, at, by, kind, facts, whom }) => (
          <li key={id}>
            <p>
              <strong>{by ? (by.name ?? by.email) : t.console_deeds_nobody()}</strong> {deedWords(t, { kind, facts })}
            </p>
            {(whom ?? facts.role) && <p>{aboutWords(t, whom, facts.role)}</p>}
            <p className="quiet">{atLineStart(formatMoment(at, defaultTimeZone, t, now), t)}</p>
          </li>
        ))}
      </ul>
      {hasOlder && last && (
        <p>
          <a href={`${organisationDeedsPath(organisation.slug)}?fore=${last.at}`}>{t.console_deeds_older()}</a>
        </p>
      )}
    </Page>
  );
}

/** "Maria: arrangör", or the role alone of somebody who has not come yet, as a line of its own. */
function aboutWords(t: Speech, whom: string | null, role: string | undefined): string {
  const name = isRole(role) ? roleName(t, role) : null;
  return whom === null ? atLineStart(name ?? '', t) : [whom, name].filter(Boolean).join(': ');
}
