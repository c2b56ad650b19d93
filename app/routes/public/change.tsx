import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { changeSignup } from '../../../db/changes';
import { receiptByCode, type Receipt, type ReceiptTeam } from '../../../db/receipts';
import { signupPageOf } from '../../../db/signup-page';
import { readCode } from '../../../domain/code';
import type { Speech } from '../../../domain/language/speech';
import { whyUnchangeable } from '../../../domain/offer';
import { receiptPath } from '../../../domain/paths';
import type { Wish } from '../../../domain/wish';
import { isWrong, type Refusal } from '../../forms/answer';
import { fieldErrors } from '../../forms/problem-words';
import { readChange, typedOf, typedOver } from '../../forms/signup-form';
import { readTyped, type Typed } from '../../forms/typed';
import { formAnswer, refuse, sendBack } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button, ButtonLink } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { CarriedFields, errorOf, PlayerFields } from '../../ui/form-fields';
import { NoSuchSignup } from '../../ui/no-such-signup';
import { Alert, Notice } from '../../ui/notice';
import { ContactFacts } from '../../ui/offer-facts';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { SignupFields } from '../../ui/signup-fields';
import { TeamNameField } from '../../ui/team-fields';
import { useSpeech } from '../../ui/use-speech';

/** The form filled in, to change a signup. CONTRACT §1 (`/anmalan/:code/andring`), §3.15–16. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const code = readCode(params.code ?? '');
  const receipt = code === null ? undefined : await receiptByCode(samling.store, code, now);
  if (!receipt) return data(null, { status: 404 });
  const answer = formAnswer(samling);
  const before = typedBefore(receipt);
  return {
    receipt,
    now,
    answer,
    page: await signupPageOf(samling.store.read, receipt.offer, now),
    typed: answer ? typedOver(answer.typed, before) : before,
    refusal: answer?.refusal ?? whyUnchangeable(receipt, receipt.offer, now),
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { store } = samling;
  const now = samling.now();
  const { language: pathLanguage } = requestSpeech(request);
  const code = readCode(params.code ?? '');
  const receipt = code === null ? undefined : await receiptByCode(store, code, now);
  if (!receipt) return data(null, { status: 404 });
  const typed = readTyped(samling.form);
  const refusal = whyUnchangeable(receipt, receipt.offer, now);
  if (refusal) return refuse(samling, typed, refusal);

  const isCaptain = receipt.team?.captain ?? false;
  const before = wishOnReceipt(receipt);
  const { change, problems } = readChange(typed, receipt.offer, before, { pathLanguage, isCaptain, now });
  if (problems.length) return sendBack(samling, { typed, problems, refusal: null }, 400);
  const outcome = await changeSignup(store, receipt.code, change, now);
  switch (outcome.kind) {
    case 'changed':
      return redirect(receiptPath(change.language ?? pathLanguage, receipt.code), 303);
    case 'invalid': {
      const isClosed = outcome.problems.every(({ problem }) => problem === 'closed');
      return sendBack(samling, { typed, problems: outcome.problems, refusal: null }, isClosed ? 409 : 400);
    }
    case 'unknown':
      return data(null, { status: 404 });
    default:
      return refuse(samling, typed, outcome);
  }
}

/** What a signup asks for now. What is gone from the programme is no longer asked for. */
function wishOnReceipt(receipt: Receipt): Wish {
  const slugs = (of: 'activity' | 'shift') =>
    receipt.parts.filter((part) => part.of === of && part.claim !== 'gone').map((part) => part.slug);
  const { name, email, phone, partySize, audience, note, playWith, answers, language } = receipt;
  const activities = slugs('activity');
  const shifts = slugs('shift');
  return { name, email, phone, partySize, activities, shifts, audience, note, playWith, answers, language };
}

/** The form as the signup is; a captain's with the team. */
function typedBefore(receipt: Receipt): Typed {
  const { team } = receipt;
  const named = team?.captain ? team.members.filter((member) => member.named) : [];
  return [
    ...typedOf(wishOnReceipt(receipt)),
    ...(team?.captain ? [['team', team.name] as const] : []),
    ...named.map(({ name }) => ['player', name] as const),
  ];
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = loaded ? t.signup_change_title() : t.signup_unknown_title();
    return { title: loaded && isWrong(loaded.answer) ? t.site_error_title({ title }) : title };
  });

export default function Change() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchSignup t={t} />;
  const { receipt, page, now, typed, answer, refusal } = loaded;
  const { team, offer } = receipt;
  const errors = fieldErrors(t, answer?.problems ?? []);
  const back = receiptPath(t.language, receipt.code);
  const fields = { t, typed, errors };
  return (
    <Page
      t={t}
      accent={accentOf(receipt.host.slug)}
      heading={t.signup_change_title()}
      trail={[{ href: back, label: t.signup_receipt_title() }]}
      before={refusal ? <NotChanged t={t} refusal={refusal} /> : <ErrorSummary t={t} errors={errors} />}
    >
      {refusal && refusal.kind !== 'full' ? null : (
        <form method="post" noValidate>
          <CarriedFields typed={typed} />
          <p>
            {offer.title}. {t.signup_change_text()}
          </p>
          {page.window.state !== 'open' && <p>{t.signup_change_closed()}</p>}
          {receipt.state === 'waitlisted' && <p>{t.signup_change_waits()}</p>}
          {team?.captain && <TeamFields {...fields} max={team.max} joined={team.members.filter((one) => !one.named)} />}
          <SignupFields
            {...fields}
            page={page}
            now={now}
            before={wishSlugs(receipt)}
            inTeam={team ? 'member' : undefined}
            keepsPartySize={team?.captain && receipt.partySize === 1 && !errorOf(errors, 'partySize')}
            largestParty={team ? mostOnRow(team) : undefined}
            asksPlayWith={team === null}
          />
          <Button>{t.signup_change_submit()}</Button>
        </form>
      )}
      <p>
        <ButtonLink href={back} look="other">
          {t.signup_change_back()}
        </ButtonLink>
      </p>
      <ContactFacts t={t} contact={receipt.contact} host={receipt.host} />
    </Page>
  );
}

function wishSlugs(receipt: Receipt): string[] {
  const { activities, shifts } = wishOnReceipt(receipt);
  return [...activities, ...shifts];
}

/** How many one's own row in the team may become, as the team is now. */
function mostOnRow({ max, state, members }: ReceiptTeam): number {
  const others = members.filter((one) => !one.self && one.state === state);
  return Math.max(1, max - others.reduce((people, { partySize }) => people + partySize, 0));
}

/** A captain's: the team's name, and the players who are known only by name. */
function TeamFields(props: {
  t: Speech;
  typed: Typed;
  errors: readonly FieldError[];
  max: number;
  joined: readonly { partySize: number }[];
}) {
  const { t, typed, errors, max, joined } = props;
  const taken = joined.reduce((players, { partySize }) => players + partySize, 0);
  return (
    <>
      <TeamNameField t={t} typed={typed} errors={errors} />
      <PlayerFields
        t={t}
        typed={typed}
        errors={errors}
        label={t.team_change_players()}
        hint={t.team_change_players_hint()}
        most={Math.max(0, max - taken)}
        keepsEmpty
      />
    </>
  );
}

/** Why nothing was changed, or cannot be. */
function NotChanged({ t, refusal }: { t: Speech; refusal: Refusal }) {
  const [heading, text] = refusalWords(t, refusal);
  return (
    <Alert>
      <Notice tone="stop" heading={heading}>
        <p>{text}</p>
      </Notice>
    </Alert>
  );
}

function refusalWords(t: Speech, refusal: Refusal): [string, string] {
  switch (refusal.kind) {
    case 'over':
      return [t.signup_change_over(), t.signup_change_over_text()];
    case 'cancelled':
      return [t.signup_change_cancelled(), t.signup_change_cancelled_text()];
    case 'event-cancelled':
      return [t.signup_is_event_cancelled(), t.signup_change_event_cancelled_text()];
    default:
      return [t.signup_change_full(), t.signup_change_full_text()];
  }
}
