import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { addTeamOnBehalf } from '../../../../db/participants/adding';
import { signupPageOf } from '../../../../db/signup-page';
import { organiserWindow, signupWindow, whyNotOnBehalf } from '../../../../domain/offer';
import { addParticipantPath, teamBoardPath } from '../../../../domain/paths';
import { teamRoom } from '../../../../domain/signup-room';
import { isWrong } from '../../../forms/answer';
import { fieldErrors } from '../../../forms/problem-words';
import { keyOf } from '../../../forms/signup-form';
import { readTeam } from '../../../forms/team-form';
import { readTyped } from '../../../forms/typed';
import { answerProblems, formAnswer, refuse, sendBack } from '../../../http/form-answer.server';
import { requireParticipants, showPaperReceipt } from '../../../http/participants.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { CarriedFields } from '../../../ui/form-fields';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { BeforeForm } from '../../../ui/participants/before-form';
import { NotHere } from '../../../ui/participants/not-here';
import { PlacesBar } from '../../../ui/places-bar';
import { TeamFields } from '../../../ui/team-fields';
import { teamTerms } from '../../../ui/team-terms';
import { useSpeech } from '../../../ui/use-speech';

/** An event with teams, for whoever may sign others up to it. @throws as `requireParticipants`; 404 without teams */
async function requireTeams(...where: Parameters<typeof requireParticipants>) {
  const at = await requireParticipants(...where);
  const { teams } = at.terms;
  if (!teams) throw new Response(null, { status: 404 });
  return { ...at, teams };
}

/** The form that registers a team, filled in by an organiser for a captain who has asked them to. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { terms, teams, head, role } = await requireTeams(request, samling, params);
  const now = samling.now();
  const answer = formAnswer(samling);
  const typed = answer?.typed ?? [];
  const page = await signupPageOf(samling.store.read, terms, now);
  return {
    head,
    role,
    answer,
    typed,
    formKey: keyOf(typed) ?? samling.formKey,
    page,
    teams,
    room: teamRoom(page, now),
    why: whyNotOnBehalf(terms, now),
    isClosed: signupWindow(terms, now).state !== 'open',
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { terms, head, acting } = await requireTeams(request, samling, params);
  const now = samling.now();
  // a draft takes no signups
  if (terms.status === 'draft') return data(null, { status: 409 });
  const typed = readTyped(samling.form);
  const { team, key, problems } = readTeam(typed, 'sv');
  if (problems.length) return answerProblems(samling, { typed, problems, window: organiserWindow(terms, now) });
  const outcome = await addTeamOnBehalf(samling.store, { slug: head.slug, ...acting }, team, key, now);
  switch (outcome.kind) {
    case 'confirmed':
    case 'waitlisted':
    case 'already':
      return showPaperReceipt(head, outcome);
    case 'invalid':
      return sendBack(samling, { typed, problems: outcome.problems, refusal: null }, 400);
    case 'full':
    case 'closed':
      return refuse(samling, typed, outcome);
    // a draft, or without teams, since a moment ago
    case 'unknown':
      return data(null, { status: 409 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.board_add();
    return { title: isWrong(loaded?.answer ?? null) ? t.site_error_title({ title }) : title };
  });

export default function AddTeam() {
  const t = useSpeech();
  const { head, role, answer, typed, formKey, page, teams, room, why, isClosed } = useLoaderData<typeof loader>();
  const errors = fieldErrors(t, answer?.problems ?? []);
  const frame = { t, offer: head, role, tab: 'teams' as const, heading: t.board_add() };
  const back = (
    <ButtonLink href={teamBoardPath(head.slug)} look="other">
      {t.board_propose_back()}
    </ButtonLink>
  );
  if (why !== null) {
    return (
      <ConsolePage {...frame}>
        <NotHere t={t} why={why} />
        <p>{back}</p>
      </ConsolePage>
    );
  }
  if (room === 'nothing' && answer === null) {
    return (
      <ConsolePage {...frame}>
        <Notice tone="stop" heading={t.board_add_nothing()}>
          {page.room !== 'nothing' && (
            <p>
              <a href={addParticipantPath(head.type, head.slug)}>{t.board_add_player()}</a>
            </p>
          )}
        </Notice>
        <p>{back}</p>
      </ConsolePage>
    );
  }
  return (
    <ConsolePage
      {...frame}
      before={<BeforeForm t={t} errors={errors} isRefused={!!answer?.refusal} refused={t.board_add_full()} />}
    >
      <p>{t.board_add_text()}</p>
      <p>{teamTerms(t, teams)}</p>
      {isClosed && <p>{t.participants_add_closed()}</p>}
      {room === 'line' && <Notice tone="mind" heading={t.board_add_line()} />}
      {room === 'places' && page.teams?.capacity != null && <PlacesBar t={t} places={page.teams} of="teams" />}
      <form method="post" noValidate autoComplete="off">
        <CarriedFields typed={typed} formKey={formKey} />
        <TeamFields t={t} typed={typed} errors={errors} page={page} terms={teams} onBehalf />
        <Button>{t.board_add_submit()}</Button>
        {back}
      </form>
    </ConsolePage>
  );
}
