import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { acceptInvitation, invitationByToken } from '../../../db/invitations';
import { consolePath, invitationPath, loginPath } from '../../../domain/paths';
import { signedIn } from '../../http/session.server';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { roleName } from '../../ui/role-name';
import { useSpeech } from '../../ui/use-speech';

/** Where an invitation is accepted, by a button: a GET changes nothing. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const invitation = await invitationByToken(samling.store, token, samling.now());
  if (!invitation) throw new Response(null, { status: 404 });
  const { email, role, organisation } = invitation;
  return { token, email, role, organisation };
}

/** Accepts it. Whoever is not logged in is asked to, with the address that was invited. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const organisation = await acceptInvitation(samling.store, params.token ?? '', samling.now());
  if (organisation === undefined) throw new Response(null, { status: 404 });
  return redirect((await signedIn(request, samling)) ? consolePath : loginPath, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({
    title: t.organiser_invitation_title({ organisation: loaded?.organisation.name ?? '' }),
  }));

export default function Invitation() {
  const t = useSpeech();
  const { token, email, role, organisation } = useLoaderData<typeof loader>();
  return (
    <Page t={t} heading={t.organiser_invitation_title({ organisation: organisation.name })}>
      <p>{t.organiser_invitation_text({ organisation: organisation.name, role: roleName(t, role) })}</p>
      <p>{t.organiser_invitation_email({ email })}</p>
      <form method="post" action={invitationPath(token)}>
        <Button>{t.organiser_invitation_accept()}</Button>
      </form>
    </Page>
  );
}
