import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { offerBySlug } from '../../../db/offers';
import { readSignupPage, type SignupPage } from '../../../db/signup-page';
import { registerTeam } from '../../../db/team-registration';
import type { Instant } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { signupWindow } from '../../../domain/offer';
import { eventPath, eventSignupPath } from '../../../domain/paths';
import { teamRoom } from '../../../domain/signup-room';
import { isWrong } from '../../forms/answer';
import { fieldErrors } from '../../forms/problem-words';
import { keyOf } from '../../forms/signup-form';
import { readTeam } from '../../forms/team-form';
import { readTyped } from '../../forms/typed';
import { answerProblems, answerSignup, formAnswer } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { CarriedFields } from '../../ui/form-fields';
import { Alert, Notice } from '../../ui/notice';
import { OfferBrief } from '../../ui/offer-brief';
import { ContactFacts } from '../../ui/offer-facts';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { PlacesBar } from '../../ui/places-bar';
import { Refused } from '../../ui/refused';
import { ClosedState } from '../../ui/signup-state';
import { TeamFields } from '../../ui/team-fields';
import { teamTerms } from '../../ui/team-terms';
import { useSpeech } from '../../ui/use-speech';

/** The form that registers a team. CONTRACT §1 (`/evenemang/:slug/lag`), §3.10–11. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const page = await readSignupPage(samling.store.read, 'event', params.slug ?? '', now);
  if (!page?.offer.teams) throw data(null, { status: 404 });
  const answer = formAnswer(samling);
  const typed = answer?.typed ?? [];
  return { page, terms: page.offer.teams, now, answer, typed, formKey: keyOf(typed) ?? samling.formKey };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { store } = samling;
  const now = samling.now();
  const offer = await offerBySlug(store.read, 'event', params.slug ?? '');
  if (!offer?.teams) throw data(null, { status: 404 });
  const typed = readTyped(samling.form);
  const { team, key, problems } = readTeam(typed, requestSpeech(request).language);
  if (problems.length) return answerProblems(samling, { typed, problems, window: signupWindow(offer, now) });
  const outcome = await registerTeam(store, offer.slug, team, key, now);
  return answerSignup(samling, outcome, { typed, language: team.captain.language, as: 'team' });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const title = t.team_register_title({ title: loaded.page.offer.title });
    return { title: isWrong(loaded.answer) ? t.site_error_title({ title }) : title };
  });

export default function TeamRegistration() {
  const t = useSpeech();
  const { page, terms, now, answer, typed, formKey } = useLoaderData<typeof loader>();
  const { offer, text } = page;
  const errors = fieldErrors(t, answer?.problems ?? []);
  const refusal = answer?.refusal ?? null;
  const room = teamRoom(page, now);
  const shows = (page.window.state === 'open' && room !== 'nothing') || answer !== null;
  return (
    <Page
      t={t}
      accent={accentOf(text.host.slug)}
      heading={t.team_register_heading({ title: offer.title })}
      trail={[{ href: eventPath(t.language, offer.slug), label: offer.title }]}
      before={
        !refusal ? (
          <ErrorSummary t={t} errors={errors} />
        ) : refusal.kind === 'full' ? (
          <Alert>
            <NoTeams t={t} page={page} />
          </Alert>
        ) : (
          <Refused {...{ t, page, typed, refusal, now }} />
        )
      }
    >
      <OfferBrief t={t} page={page} now={now} />
      <p>{teamTerms(t, terms)}</p>
      {!refusal && <TeamsState t={t} page={page} now={now} />}
      {shows && (
        <form method="post" noValidate>
          {refusal && <p>{t.signup_typed()}</p>}
          <CarriedFields typed={typed} formKey={formKey} />
          <TeamFields t={t} typed={typed} errors={errors} page={page} terms={terms} />
          <Button>{room === 'line' ? t.team_submit_waitlist() : t.team_submit()}</Button>
          <p className="quiet">{t.signup_private()}</p>
        </form>
      )}
      <ContactFacts t={t} contact={text.contact} host={text.host} />
    </Page>
  );
}

function TeamsState({ t, page, now }: { t: Speech; page: SignupPage; now: Instant }) {
  if (page.window.state !== 'open') return <ClosedState t={t} page={page} now={now} window={page.window} />;
  switch (teamRoom(page, now)) {
    case 'places':
      return page.teams?.capacity == null ? null : <PlacesBar t={t} places={page.teams} of="teams" />;
    case 'line':
      return (
        <Notice tone="mind" heading={page.teams?.left === 0 ? t.team_waitlist_before() : t.signup_waitlist_before()}>
          <p>{t.team_waitlist_before_text()}</p>
        </Notice>
      );
    case 'nothing':
      return <NoTeams t={t} page={page} />;
  }
}

/** No place for a team, and what one can do instead. */
function NoTeams({ t, page: { offer, teams, room } }: { t: Speech; page: SignupPage }) {
  return (
    <Notice tone="stop" heading={teams?.left === 0 ? t.team_full() : t.signup_refused_full()}>
      <p>
        {teams?.left === 0 ? (offer.waitlist ? t.team_full_text() : t.event_state_full_text()) : t.team_full_players()}
      </p>
      {room !== 'nothing' && (
        <p>
          <a href={eventSignupPath(t.language, offer.slug)}>{t.team_player_instead()}</a>
        </p>
      )}
    </Notice>
  );
}
