import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cancelOnBehalf } from '../../../../db/participants/acts';
import { isOver } from '../../../../domain/offer';
import { participantPath } from '../../../../domain/paths';
import { requireChangeable } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Asks whether to give somebody's place up for them; a POST does. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup } = await requireChangeable(request, samling, params);
  const { id, name, party_size: partySize, state } = signup;
  const page = participantPath(head.type, head.slug, id);
  if (state === 'cancelled') throw redirect(`${page}?nej=cancelled`, 303);
  if (isOver(terms, samling.now())) throw redirect(`${page}?nej=over`, 303);
  return { head, role, id, name, partySize, state };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const outcome = await cancelOnBehalf(samling.store, at, samling.now());
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 });
  const page = participantPath(head.type, head.slug, at.signupId);
  return redirect(outcome.kind === 'cancelled' ? `${page}?klart=avbokad` : `${page}?nej=over`, 303);
}

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_cancel() }));

export default function Cancel() {
  const t = useSpeech();
  const { head, role, id, name, partySize, state } = useLoaderData<typeof loader>();
  return (
    <ConsolePage t={t} offer={head} role={role} tab="participants" heading={t.participants_cancel_title({ name })}>
      <p>{state === 'confirmed' ? t.participants_cancel_text({ count: partySize }) : t.participants_cancel_line()}</p>
      <form method="post">
        <Button look="stop">{t.participants_cancel_yes()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_cancel_no()}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
