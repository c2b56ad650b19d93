import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { declineSignup } from '../../../../db/participants/approval';
import { participantPath } from '../../../../domain/paths';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Asks whether to say no to somebody; a POST does. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { head, role, signup } = await requireChangeable(request, samling, params);
  if (!signup.to_approve) throw redirect(`${participantPath(head.type, head.slug, signup.id)}?nej=already`, 303);
  return { head, role, id: signup.id, name: signup.name };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const outcome = await declineSignup(samling.store, at, samling.now());
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 });
  const page = participantPath(head.type, head.slug, at.signupId);
  return redirect(outcome.kind === 'declined' ? `${page}?klart=nej` : `${page}?nej=${outcome.kind}`, 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_decline() }));

export default function Decline() {
  const t = useSpeech();
  const { head, role, id, name } = useLoaderData<typeof loader>();
  return (
    <ConsolePage t={t} offer={head} role={role} tab="participants" heading={t.participants_decline_title({ name })}>
      <p>{t.participants_decline_text()}</p>
      <form method="post">
        <Button look="stop">{t.participants_decline_yes()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_back({ name })}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
