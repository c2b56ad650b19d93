import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { memberIn } from '../../../db/organisers';
import { formatMoment } from '../../../domain/language/dates';
import { consolePath, memberPath, memberRemovalPath, membersPath } from '../../../domain/paths';
import { roles } from '../../../domain/role';
import { defaultTimeZone } from '../../../domain/time';
import { requireRight } from '../../http/session.server';
import { Button, ButtonLink } from '../../ui/button';
import { RadioGroup } from '../../ui/choices';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName, roleText } from '../../ui/role-name';
import { useSpeech } from '../../ui/use-speech';

/** What a member may do, and where it is changed. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { signed, organisation } = await requireRight(request, samling, params.organisation, 'members');
  const of = { organisationId: organisation.id, organiserId: params.organiser ?? '' };
  const member = await memberIn(samling.store.read, of);
  if (!member) throw new Response(null, { status: 404 });
  return { now: samling.now(), organisation, member, isSelf: member.organiserId === signed.organiser.id };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, () => ({ title: loaded?.member.name ?? loaded?.member.email ?? '' }));

export default function Member() {
  const t = useSpeech();
  const { now, organisation, member, isSelf } = useLoaderData<typeof loader>();
  const { organiserId, name, email, role, since } = member;
  return (
    <Page
      t={t}
      heading={name ?? email}
      trail={[
        { href: consolePath, label: t.organiser_start_title() },
        {
          href: membersPath(organisation.slug),
          label: t.organiser_members_title({ organisation: organisation.name }),
        },
      ]}
    >
      {name && <p>{email}</p>}
      <p className="quiet">{t.account_member_since({ when: formatMoment(since, defaultTimeZone, t, now) })}</p>
      <form method="post" action={`${memberPath(organisation.slug, organiserId)}/roll`}>
        <RadioGroup
          t={t}
          name="role"
          label={isSelf ? t.account_member_role_own() : t.organiser_members_role_of({ who: name ?? email })}
          choices={roles.map((one) => ({ value: one, label: roleName(t, one), hint: roleText(t, one) }))}
          value={role}
        />
        <Button>{t.account_member_save()}</Button>
      </form>
      <h2>{t.account_member_end_heading()}</h2>
      <p>{t.account_member_remove_text()}</p>
      <p>
        <ButtonLink href={memberRemovalPath(organisation.slug, organiserId)} look="other">
          {isSelf ? t.account_member_leave() : t.organiser_members_remove({ who: name ?? email })}
        </ButtonLink>
      </p>
    </Page>
  );
}
