import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { cancelOnBehalf, teamWithoutSignup } from '../../../../db/participants/acts';
import type { TeamAfter } from '../../../../db/teams';
import { isOver } from '../../../../domain/offer';
import { participantPath, teamBoardPath } from '../../../../domain/paths';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireChangeable, sureOf } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { Alert, Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { peopleLost, WhatBecomesOfTeam } from '../../../ui/participants/team-after';
import { useSpeech } from '../../../ui/use-speech';

/** Asks whether to give somebody's place up for them, with what becomes of a captain's team; a POST does. CONTRACT §3.13 */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup, at } = await requireChangeable(request, samling, params);
  const now = samling.now();
  const { id, name, party_size: partySize, state, team_id: teamId } = signup;
  const page = participantPath(head.type, head.slug, id);
  if (state === 'cancelled') throw redirect(`${page}?nej=cancelled`, 303);
  if (isOver(terms, now)) throw redirect(`${page}?nej=over`, 303);
  const team = teamId === null ? null : await teamWithoutSignup(samling.store, at, now);
  // the board of an event that is off takes no deeds
  const mendable = terms.status !== 'cancelled';
  return { head, role, id, name, partySize, state, team, mendable, sure: sureOf(team) };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const shown = valueOf(readTyped(samling.form), 'sure');
  const outcome = await cancelOnBehalf(samling.store, at, samling.now(), (team) => sureOf(team) === shown);
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 });
  if (outcome.kind === 'to-confirm') return data(outcome, { status: 409 });
  const page = participantPath(head.type, head.slug, at.signupId);
  if (outcome.kind === 'over') return redirect(`${page}?nej=over`, 303);
  return redirect(`${page}?klart=avbokad${outcome.team ? `&${leftTeam(outcome.team)}` : ''}`, 303);
}

/** What the answer says of the team: nobody's name is in an address. */
const leftTeam = (team: TeamAfter): string =>
  team.kind === 'ended' ? `lag=slut&antal=${peopleLost(team)}` : 'lag=kapten';

export const meta: MetaFunction<typeof loader> = (place) =>
  pageMeta(place, (t) => ({ title: t.participants_cancel() }));

export default function Cancel() {
  const t = useSpeech();
  const { head, role, id, name, partySize, state, team, mendable, sure } = useLoaderData<typeof loader>();
  const isAskedAnew = useActionData<typeof action>() !== undefined;
  const count = partySize + (team?.kind === 'ended' ? peopleLost(team) : 0);
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={t.participants_cancel_title({ name })}
      before={
        isAskedAnew && (
          <Alert>
            <Notice tone="stop" heading={t.participants_not_done()}>
              <p>{t.participants_cancel_anew()}</p>
            </Notice>
          </Alert>
        )
      }
    >
      <p>{state === 'confirmed' ? t.participants_cancel_text({ count }) : t.participants_cancel_line()}</p>
      {team && <WhatBecomesOfTeam t={t} team={team} board={mendable ? teamBoardPath(head.slug) : null} />}
      <form method="post">
        <input type="hidden" name="sure" value={sure} />
        <Button look="stop">{t.participants_cancel_yes()}</Button>
        <ButtonLink href={participantPath(head.type, head.slug, id)} look="other">
          {t.participants_cancel_no()}
        </ButtonLink>
      </form>
    </ConsolePage>
  );
}
