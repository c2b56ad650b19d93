import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { joinTeam } from '../../../db/team-joining';
import { readTeamPage, type TeamPage } from '../../../db/team-page';
import { readCode } from '../../../domain/code';
import type { Instant } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { isOver } from '../../../domain/offer';
import { eventPath, eventSignupPath, teamCalendarPath, teamPath } from '../../../domain/paths';
import { joinRoom } from '../../../domain/signup-room';
import { isWrong } from '../../forms/answer';
import { fieldErrors } from '../../forms/problem-words';
import { keyOf, readSignup } from '../../forms/signup-form';
import { readTyped, type Typed } from '../../forms/typed';
import { answerProblems, answerSignup, formAnswer, refuse } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button, ButtonLink } from '../../ui/button';
import { CalendarLinks } from '../../ui/calendar-links';
import { ErrorSummary } from '../../ui/error-summary';
import { FindTeamForm } from '../../ui/find-forms';
import { CarriedFields } from '../../ui/form-fields';
import { LostBall } from '../../ui/lost-ball';
import { Notice } from '../../ui/notice';
import { OfferBrief } from '../../ui/offer-brief';
import { ContactFacts } from '../../ui/offer-facts';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { Refused } from '../../ui/refused';
import { SignupFields } from '../../ui/signup-fields';
import { ClosedState } from '../../ui/signup-state';
import { teamTerms } from '../../ui/team-terms';
import { useSpeech } from '../../ui/use-speech';

const untouched: Typed = [['partySize', '1']];

/** A team's page, where one joins it. Who is in it is not shown here. CONTRACT §1 (`/lag/:code`), §3.10–12. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const written = params.code ?? '';
  const code = readCode(written);
  const team = code === null ? undefined : await readTeamPage(samling.store, code, now);
  if (!team) return data(null, { status: 404 });
  const answer = formAnswer(samling);
  if (!answer && written !== team.code) throw redirect(teamPath(requestSpeech(request).language, team.code));
  const typed = answer?.typed ?? untouched;
  const { baseUrl } = samling;
  return { team, now, baseUrl, answer, typed, formKey: keyOf(typed) ?? samling.formKey };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { store } = samling;
  const now = samling.now();
  const code = readCode(params.code ?? '');
  const team = code === null ? undefined : await readTeamPage(store, code, now);
  if (!team) return data(null, { status: 404 });
  const typed = readTyped(samling.form);
  const { offer, window } = team.page;
  const { wish, key, problems } = readSignup(typed, offer, requestSpeech(request).language, now);
  // a form that was sent before the team ended still leads to its receipt: only the key can tell
  if (problems.length && team.state === 'cancelled') return refuse(samling, typed, { kind: 'team-gone' });
  if (problems.length) return answerProblems(samling, { typed, problems, window });
  const outcome = await joinTeam(store, team.code, wish, key, now);
  if (outcome.kind === 'unknown') return refuse(samling, typed, { kind: 'team-gone' });
  return answerSignup(samling, outcome, { typed, language: wish.language });
}

// the team's name says nothing of what it plays in, so a discreet event is not told by a tab
export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: t.team_unknown_title() };
    const title = t.team_join_title({ team: loaded.team.name });
    return { title: isWrong(loaded.answer) ? t.site_error_title({ title }) : title };
  });

export default function Team() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchTeam t={t} />;
  const { team, now, baseUrl, answer, typed, formKey } = loaded;
  const { page, max } = team;
  const { offer, text } = page;
  const errors = fieldErrors(t, answer?.problems ?? []);
  const refusal = answer?.refusal ?? null;
  const room = joinRoom(team, page, now);
  return (
    <Page
      t={t}
      accent={accentOf(text.host.slug)}
      heading={t.team_join_title({ team: team.name })}
      trail={[{ href: eventPath(t.language, offer.slug), label: offer.title }]}
      before={
        refusal ? (
          <Refused {...{ t, page, typed, refusal, now }} teamLeft={max - team.players} />
        ) : (
          <ErrorSummary t={t} errors={errors} />
        )
      }
    >
      <OfferBrief t={t} page={page} now={now} />
      <p>
        {teamTerms(t, team)}{' '}
        {team.state !== 'cancelled' && <strong>{t.team_players_now({ count: team.players })}</strong>}
      </p>
      {!refusal && <JoinState t={t} team={team} now={now} />}
      {(joinable(team) || answer) && team.state !== 'cancelled' && (
        <form method="post" noValidate>
          <p>{refusal ? t.signup_typed() : `${t.team_join_text()} ${t.team_join_named()}`}</p>
          <CarriedFields typed={typed} formKey={formKey} />
          <SignupFields {...{ t, typed, errors, page, now }} inTeam="joins" largestParty={max} />
          <Button>{room === 'line' ? t.team_join_submit_waitlist() : t.team_join_submit()}</Button>
          <p className="quiet">{t.signup_private()}</p>
        </form>
      )}
      <TeamCalendar t={t} team={team} now={now} baseUrl={baseUrl} />
      <ContactFacts t={t} contact={text.contact} host={text.host} />
    </Page>
  );
}

/** The calendar of when the team plays, for anybody with the team's link, as long as there is something to come to. */
function TeamCalendar({ t, team, now, baseUrl }: { t: Speech; team: TeamPage; now: Instant; baseUrl: string }) {
  const { offer } = team.page;
  if (team.state === 'cancelled' || offer.status === 'cancelled' || offer.startAt === null || isOver(offer, now)) {
    return null;
  }
  const path = teamCalendarPath(t.language, team.code);
  return <CalendarLinks t={t} feedUrl={baseUrl + path} copyUrl={path} />;
}

const joinable = ({ state, page }: TeamPage) => state !== 'cancelled' && page.window.state === 'open';

function JoinState({ t, team, now }: { t: Speech; team: TeamPage; now: Instant }) {
  const { page, state, players, max } = team;
  if (state === 'cancelled') {
    return (
      <>
        <Notice tone="stop" heading={t.team_gone()}>
          <p>{t.team_gone_text()}</p>
        </Notice>
        {page.window.state === 'open' && (
          <p>
            <ButtonLink href={eventSignupPath(t.language, page.offer.slug)}>{t.team_player_instead()}</ButtonLink>
          </p>
        )}
      </>
    );
  }
  if (page.window.state !== 'open') return <ClosedState t={t} page={page} now={now} window={page.window} />;
  const room = joinRoom(team, page, now);
  if (state === 'waitlisted') {
    return (
      <Notice tone="mind" heading={t.team_waits()}>
        <p>{t.team_waits_text()}</p>
      </Notice>
    );
  }
  if (room === 'places') return null;
  const isTeamFull = players >= max;
  return (
    <Notice
      tone={room === 'line' ? 'mind' : 'stop'}
      heading={isTeamFull ? t.team_join_full() : t.team_join_event_full()}
    >
      <p>
        {room === 'nothing'
          ? t.team_join_full_no_line()
          : isTeamFull
            ? t.team_join_full_text()
            : t.team_join_event_full_text()}{' '}
        {t.team_join_full_named()}
      </p>
    </Notice>
  );
}

function NoSuchTeam({ t }: { t: Speech }) {
  return (
    <Page t={t} heading={t.team_unknown_title()} trail={[]} before={<LostBall />}>
      <p>{t.team_unknown_text()}</p>
      <FindTeamForm t={t} />
    </Page>
  );
}
