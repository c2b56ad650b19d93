import type { SignupPage } from '../../db/signup-page';
import type { Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { eventPath, eventTeamPath, findTeamPath, seriesPath } from '../../domain/paths';
import type { FormAnswer } from '../forms/answer';
import { fieldErrors } from '../forms/problem-words';
import type { Typed } from '../forms/typed';
import { accentOf } from './accent';
import { Button } from './button';
import { Notice } from './notice';
import { ErrorSummary, type FieldError } from './error-summary';
import { CarriedFields } from './form-fields';
import { OfferBrief } from './offer-brief';
import { ContactFacts } from './offer-facts';
import { Page } from './page';
import { Refused } from './refused';
import { SignupFields } from './signup-fields';
import { SignupState, takesForms } from './signup-state';

/** The page where one signs up: what it is about, how things stand, and the form. */
export function SignupPageView(props: {
  t: Speech;
  page: SignupPage;
  now: Instant;
  answer: FormAnswer | null;
  typed: Typed;
  formKey: string;
}) {
  const { t, page, now, answer, typed, formKey } = props;
  const { offer, text } = page;
  const errors = fieldErrors(t, answer?.problems ?? []);
  const refusal = answer?.refusal ?? null;
  const back = (offer.type === 'event' ? eventPath : seriesPath)(t.language, offer.slug);
  return (
    <Page
      t={t}
      accent={accentOf(text.host.slug)}
      heading={t.signup_heading({ title: offer.title })}
      trail={[{ href: back, label: offer.title }]}
      before={refusal ? <Refused {...{ t, page, typed, refusal, now }} /> : <ErrorSummary t={t} errors={errors} />}
    >
      <OfferBrief t={t} page={page} now={now} />
      {!refusal && <SignupState t={t} page={page} now={now} />}
      {offer.approval && takesForms(page) && (
        <Notice heading={t.approval_before()}>
          <p>{t.approval_before_text()}</p>
        </Notice>
      )}
      {offer.teams && takesForms(page) && <TeamsInstead t={t} slug={offer.slug} />}
      {(takesForms(page) || answer) && (
        <>
          {refusal && <p>{t.signup_typed()}</p>}
          <SignupForm {...{ t, page, now, typed, errors, formKey }} />
        </>
      )}
      <ContactFacts t={t} contact={text.contact} host={text.host} />
    </Page>
  );
}

function SignupForm(props: {
  t: Speech;
  page: SignupPage;
  now: Instant;
  typed: Typed;
  errors: readonly FieldError[];
  formKey: string;
}) {
  const { t, page, now, typed, errors, formKey } = props;
  const shiftsOnly = page.window.state === 'open' && page.room === 'shifts';
  const submit = page.offer.approval
    ? t.approval_submit()
    : shiftsOnly
      ? t.signup_submit_shift()
      : page.room === 'line'
        ? t.signup_submit_waitlist()
        : t.signup_submit();
  return (
    <form method="post" noValidate>
      <CarriedFields typed={typed} formKey={formKey} />
      <SignupFields {...{ t, page, now, typed, errors, shiftsOnly }} asksPlayWith />
      <Button>{submit}</Button>
      <p className="quiet">{t.signup_private()}</p>
    </form>
  );
}

/** In an event with teams the ordinary form is for players without one. CONTRACT §3.14 */
function TeamsInstead({ t, slug }: { t: Speech; slug: string }) {
  return (
    <>
      <p>{t.signup_state_open_teams()}</p>
      <ul>
        <li>
          <a href={eventTeamPath(t.language, slug)}>{t.signup_team_instead()}</a>
        </li>
        <li>
          <a href={findTeamPath(t.language)}>{t.signup_words_instead()}</a>
        </li>
      </ul>
    </>
  );
}
