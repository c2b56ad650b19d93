import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { invitationsOf, invite } from '../../../db/invitations';
import { membersOf } from '../../../db/organisers';
import { formatMoment } from '../../../domain/language/dates';
import type { Speech } from '../../../domain/language/speech';
import { consolePath, memberPath, membersPath, organisationDeedsPath } from '../../../domain/paths';
import { roles } from '../../../domain/role';
import { defaultTimeZone } from '../../../domain/time';
import { readInvitation, type InvitationFault } from '../../forms/member-form';
import { readTyped, valueOf } from '../../forms/typed';
import { requireRight } from '../../http/session.server';
import { Button } from '../../ui/button';
import { RadioGroup } from '../../ui/choices';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { Alert, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName, roleText } from '../../ui/role-name';
import { TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** Who may do what for an organisation; its administrators alone see and change it. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { signed, organisation } = await requireRight(request, samling, params.organisation, 'members');
  const now = samling.now();
  return {
    now,
    organisation,
    own: signed.organiser.id,
    members: await membersOf(samling.store.read, organisation.id),
    invitations: await invitationsOf(samling.store.read, organisation.id, now),
    told: new URL(request.url).searchParams.get('klart'),
  };
}

/** Invites somebody by mail. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { signed, organisation } = await requireRight(request, samling, params.organisation, 'members');
  const typed = readTyped(samling.form);
  const read = readInvitation(typed);
  const sendBack = (faults: InvitationFault[], status: 400 | 409) =>
    data({ faults, email: valueOf(typed, 'email'), role: valueOf(typed, 'role') }, { status });
  if ('faults' in read) return sendBack(read.faults, 400);
  const to = { ...read, organisationId: organisation.id, by: signed.organiser.id };
  const outcome = await invite(samling.store, to, samling.now());
  if (outcome === 'already') return sendBack([{ field: 'email', fault: 'already' }], 409);
  return redirect(`${membersPath(organisation.slug)}?klart=inbjudan`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({
    title: t.organiser_members_title({ organisation: loaded?.organisation.name ?? '' }),
  }));

export default function Members() {
  const t = useSpeech();
  const { now, organisation, own, members, invitations, told } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.field, message: wordsOf(t, fault) }));
  const path = membersPath(organisation.slug);
  return (
    <Page
      t={t}
      heading={t.account_members_heading()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{organisation.name}</p>
      {told === 'inbjudan' && <Notice tone="good" heading={t.organiser_members_invited()} />}
      {told === 'roll' && <Notice tone="good" heading={t.account_member_saved()} />}
      {told === 'borta' && <Notice tone="good" heading={t.account_member_removed()} />}
      {told === 'sista' && (
        <Alert>
          <p>{t.organiser_members_last()}</p>
        </Alert>
      )}
      <ul className="console-list">
        {members.map(({ organiserId, name, email, role }) => (
          <li key={organiserId}>
            <h2>
              <a href={memberPath(organisation.slug, organiserId)}>{name ?? email}</a>{' '}
              {organiserId === own && `(${t.organiser_members_you()})`}
            </h2>
            <p className="quiet">{[roleName(t, role), name && email].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {invitations.length > 0 && (
        <>
          <h2>{t.organiser_members_waiting()}</h2>
          <ul className="console-list">
            {invitations.map((invitation) => (
              <li key={invitation.id}>
                <h3>{invitation.email}</h3>
                <p className="quiet">
                  {roleName(t, invitation.role)},{' '}
                  {t.organiser_members_since({ when: formatMoment(invitation.createdAt, defaultTimeZone, t, now) })}
                </p>
                <form method="post" action={`${path}/inbjudan/${invitation.id}/aterkallelse`}>
                  <Button look="other">{t.organiser_members_withdraw({ who: invitation.email })}</Button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t.organiser_members_invite()}</h2>
      <form method="post" action={path} noValidate>
        <TextInput
          t={t}
          name="email"
          type="email"
          label={t.signup_email()}
          error={errorOf(errors, 'email')}
          value={answer?.email}
          autoComplete="off"
          inputMode="email"
          spellCheck={false}
          required
        />
        <RadioGroup
          t={t}
          name="role"
          label={t.organiser_members_as()}
          error={errorOf(errors, 'role')}
          choices={roles.map((role) => ({ value: role, label: roleName(t, role), hint: roleText(t, role) }))}
          value={answer?.role || 'organiser'}
        />
        <Button>{t.organiser_members_send()}</Button>
      </form>
      <p>
        <a href={organisationDeedsPath(organisation.slug)}>{t.account_log_link()}</a>
      </p>
    </Page>
  );
}

function wordsOf(t: Speech, { field, fault }: InvitationFault): string {
  if (field === 'role') return t.organiser_members_role_missing();
  if (fault === 'already') return t.organiser_members_already();
  return fault === 'missing' ? t.organiser_login_email_missing() : t.signup_error_email();
}
