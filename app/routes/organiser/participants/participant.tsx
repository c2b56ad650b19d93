import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readParticipant } from '../../../../db/participants/one';
import type { SignupRow } from '../../../../db/signup-rows';
import type { Asker } from '../../../../db/store';
import { captainNameOf } from '../../../../db/teams';
import { whyUnchangeable } from '../../../../domain/offer';
import { participantActPath, participantsPath } from '../../../../domain/paths';
import { requireParticipant } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { Acts } from '../../../ui/participants/acts';
import { doneWords, refusedWords } from '../../../ui/participants/done-words';
import { Facts } from '../../../ui/participants/facts';
import { WhatBecameOfTeam } from '../../../ui/participants/team-after';
import { ToldList } from '../../../ui/participants/told-list';
import { useSpeech } from '../../../ui/use-speech';

/** One who has signed up, what they have been told, and what can be done. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, head, role, signup } = await requireParticipant(request, samling, params);
  const now = samling.now();
  const query = new URL(request.url).searchParams;
  return {
    now,
    head,
    role,
    one: await readParticipant(samling.store.read, terms, signup, now),
    questions: terms.questions,
    timeZone: terms.timeZone,
    hasParts: terms.parts.some(({ status }) => status === 'published'),
    unchangeable: whyUnchangeable(signup, terms, now)?.kind ?? null,
    done: query.get('klart'),
    refused: query.get('nej'),
    leftTeam: await leftTeam(samling.store.read, signup, query),
  };
}

/** What became of the team of a captain who has just been cancelled, as `?lag` says it. */
async function leftTeam(asker: Asker, { state, team_id: teamId }: SignupRow, query: URLSearchParams) {
  const told = query.get('lag');
  if (teamId === null || state !== 'cancelled' || (told !== 'slut' && told !== 'kapten')) return null;
  const ended = told === 'slut';
  const captain = ended ? null : ((await captainNameOf(asker, teamId)) ?? null);
  return { ended, captain, count: Number(/^\d{1,4}$/u.exec(query.get('antal') ?? '')?.[0] ?? 0) };
}

export const meta: MetaFunction<typeof loader> = (place) => pageMeta(place, (t) => ({ title: t.participants_title() }));

export default function ParticipantPage() {
  const t = useSpeech();
  const { now, head, role, one, questions, timeZone, hasParts, unchangeable, done, refused, leftTeam } =
    useLoaderData<typeof loader>();
  const { type, slug } = head;
  const act = (name: Parameters<typeof participantActPath>[3]) => participantActPath(type, slug, one.id, name);
  const doneText = doneWords(t, done);
  const refusedText = refusedWords(t, refused);
  return (
    <ConsolePage
      t={t}
      offer={head}
      role={role}
      tab="participants"
      heading={<bdi>{one.name}</bdi>}
      before={
        refusedText && (
          <div role="alert" tabIndex={-1} autoFocus>
            <Notice tone="stop" heading={t.participants_not_done()}>
              <p>{refusedText}</p>
            </Notice>
          </div>
        )
      }
    >
      {doneText && (
        <div role="status">
          <Notice tone="good" heading={doneText}>
            {one.team && leftTeam && (
              <WhatBecameOfTeam
                t={t}
                team={{ name: one.team.name, captain: leftTeam.captain }}
                ended={leftTeam.ended}
                count={leftTeam.count}
              />
            )}
          </Notice>
        </div>
      )}
      {one.toApprove && unchangeable === null && (
        <Notice tone="mind" heading={t.participants_asked_heading({ name: one.name })}>
          <p>{t.participants_asked_text()}</p>
          <form method="post" action={act('godkannande')}>
            <Button>{t.participants_approve()}</Button>
            <ButtonLink href={act('avslag')} look="other">
              {t.participants_decline()}
            </ButtonLink>
          </form>
        </Notice>
      )}
      <Facts t={t} now={now} timeZone={timeZone} one={one} questions={questions} />
      <Acts t={t} offer={head} one={one} hasParts={hasParts} unchangeable={unchangeable} />
      <h2>{t.participants_told()}</h2>
      <ToldList t={t} now={now} timeZone={timeZone} one={one} />
      <p className="no-print">
        <a href={participantsPath(type, slug)}>{t.participants_title()}</a>
      </p>
    </ConsolePage>
  );
}
