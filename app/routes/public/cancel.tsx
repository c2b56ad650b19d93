import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cancelSignup, teamWithout } from '../../../db/changes';
import { receiptByCode } from '../../../db/receipts';
import { signupByCode } from '../../../db/signup-rows';
import type { TeamAfter } from '../../../db/teams';
import { readCode } from '../../../domain/code';
import type { Speech } from '../../../domain/language/speech';
import { isOver } from '../../../domain/offer';
import { changePath, receiptPath } from '../../../domain/paths';
import { isWrong } from '../../forms/answer';
import { readTyped } from '../../forms/typed';
import { formAnswer, refuse } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button, ButtonLink } from '../../ui/button';
import { NoSuchSignup } from '../../ui/no-such-signup';
import { Alert, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { ReceiptFacts } from '../../ui/receipt-facts';
import { useSpeech } from '../../ui/use-speech';

/** Asks whether to give the place up; a POST does. CONTRACT §1 (`/anmalan/:code/aterbud`), §3.9, §3.13. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const code = readCode(params.code ?? '');
  const receipt = code === null ? undefined : await receiptByCode(samling.store, code, now);
  if (!receipt) return data(null, { status: 404 });
  const { team, state, offer } = receipt;
  // nothing becomes of a team that others leave
  const asks = team?.captain && state !== 'cancelled' && !isOver(offer, now);
  const teamAfter = asks
    ? await teamWithout(samling.store, (trx) => signupByCode(samling.store, trx, receipt.code), now)
    : null;
  return { receipt, teamAfter, now, answer: formAnswer(samling) };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const code = readCode(params.code ?? '');
  const { language } = requestSpeech(request);
  const outcome = code === null ? null : await cancelSignup(samling.store, code, samling.now(), language);
  if (code === null || !outcome || outcome.kind === 'unknown') return data(null, { status: 404 });
  if (outcome.kind === 'cancelled') return redirect(receiptPath(language, code), 303);
  const typed = readTyped(samling.form);
  return refuse(samling, typed, outcome);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = loaded ? t.signup_cancel_title() : t.signup_unknown_title();
    return { title: loaded && isWrong(loaded.answer) ? t.site_error_title({ title }) : title };
  });

export default function Cancel() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchSignup t={t} />;
  const { receipt, teamAfter, now } = loaded;
  const { code, state, partySize, name, offer } = receipt;
  const frame = {
    t,
    accent: accentOf(receipt.host.slug),
    trail: [{ href: receiptPath(t.language, code), label: t.signup_receipt_title() }],
  };
  if (state === 'cancelled' || isOver(offer, now)) {
    const isDone = state === 'cancelled';
    return (
      <Page {...frame} heading={isDone ? t.signup_cancel_already() : t.signup_cancel_over()}>
        <Alert>
          <p>{isDone ? t.signup_is_cancelled_text() : t.signup_cancel_over_text()}</p>
        </Alert>
        <BackToReceipt t={t} code={code} />
      </Page>
    );
  }
  return (
    <Page {...frame} heading={state === 'confirmed' ? t.signup_cancel_heading() : t.signup_cancel_heading_waits()}>
      {teamAfter && <LeavingTeam t={t} team={teamAfter} />}
      <p>{t.signup_cancel_text({ name, count: partySize })}</p>
      {partySize > 1 && (
        <p>
          <a href={changePath(t.language, code)}>{t.signup_cancel_fewer()}</a>
        </p>
      )}
      <form method="post">
        <Button look="stop">{t.signup_cancel_submit()}</Button>
        <ButtonLink href={receiptPath(t.language, code)} look="other">
          {t.signup_cancel_keep()}
        </ButtonLink>
      </form>
      <ReceiptFacts t={t} receipt={receipt} now={now} />
    </Page>
  );
}

/** What becomes of a team whose captain leaves: said before, because names alone cannot carry it on. §3.13 */
function LeavingTeam({ t, team }: { t: Speech; team: TeamAfter }) {
  if (team.kind === 'led-by') return <p>{t.team_leave_passes({ captain: team.captain.name })}</p>;
  const { names, inLine } = team;
  return (
    <Notice tone="stop" heading={t.team_leave_ends()}>
      {names.length > 0 && <p>{t.team_leave_ends_text()}</p>}
      {inLine.length > 0 && <p>{t.team_leave_ends_line()}</p>}
    </Notice>
  );
}

function BackToReceipt({ t, code }: { t: Speech; code: string }) {
  return (
    <p>
      <ButtonLink href={receiptPath(t.language, code)} look="other">
        {t.signup_change_back()}
      </ButtonLink>
    </p>
  );
}
