import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptInvitation, invitationByToken } from '../../../db/invitations';
import { beginLogin } from '../../../db/login';
import { consolePath, invitationPath, loginCodePath } from '../../../domain/paths';
import { readOwnName } from '../../forms/own-name';
import { readTyped } from '../../forms/typed';
import { signedIn } from '../../http/session.server';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { OwnNameField, ownNameFault } from '../../ui/own-name-field';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName } from '../../ui/role-name';
import { useSpeech } from '../../ui/use-speech';

/** Where an invitation is accepted, by a button: a GET changes nothing. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const invitation = await invitationByToken(samling.store, token, samling.now());
  if (!invitation) throw new Response(null, { status: 404 });
  const { email, role, name, organisation } = invitation;
  return { token, email, role, name, organisation };
}

/** Accepts it. Whoever is not logged in is asked to, with the address that was invited. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { name, fault } = readOwnName(readTyped(samling.form));
  if (fault) return data({ fault, name: name ?? '' }, { status: 400 });
  const now = samling.now();
  const accepted = await acceptInvitation(samling.store, params.token ?? '', name, now);
  if (accepted === undefined) throw new Response(null, { status: 404 });
  if (await signedIn(request, samling)) return redirect(consolePath, 303);
  // the address was mailed to and read: its code is on its way while the page opens where it is written
  const loginId = await beginLogin(samling.store, accepted.email, now);
  return redirect(`${loginCodePath(loginId)}&klart=inbjudan`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({
    title: t.organiser_invitation_title({ organisation: loaded?.organisation.name ?? '' }),
  }));

export default function Invitation() {
  const t = useSpeech();
  const { token, email, role, name, organisation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer ? [{ name: 'name', message: ownNameFault(t, answer.fault) }] : [];
  return (
    <Page
      t={t}
      heading={t.organiser_invitation_title({ organisation: organisation.name })}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.organiser_invitation_text({ organisation: organisation.name, role: roleName(t, role) })}</p>
      <p>{t.organiser_invitation_email({ email })}</p>
      <form method="post" action={invitationPath(token)} noValidate>
        <OwnNameField t={t} value={answer?.name ?? name ?? ''} error={errorOf(errors, 'name')} />
        <Button>{t.organiser_invitation_accept()}</Button>
      </form>
    </Page>
  );
}
