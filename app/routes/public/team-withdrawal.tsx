import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { receiptByCode } from '../../../db/receipts';
import { withdrawTeam } from '../../../db/teams';
import { readCode } from '../../../domain/code';
import { isOver } from '../../../domain/offer';
import { receiptPath } from '../../../domain/paths';
import { isWrong } from '../../forms/answer';
import { readTyped } from '../../forms/typed';
import { formAnswer, refuse } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { accentOf } from '../../ui/accent';
import { Button, ButtonLink } from '../../ui/button';
import { NoSuchSignup } from '../../ui/no-such-signup';
import { Alert } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Asks the captain, and nobody else, whether to withdraw the whole team. CONTRACT §1 (`/anmalan/:code/lag/aterbud`). */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const code = readCode(params.code ?? '');
  const receipt = code === null ? undefined : await receiptByCode(samling.store, code, now);
  if (!receipt) return data(null, { status: 404 });
  if (!receipt.team?.captain) throw data(null, { status: 403 });
  const { name, state } = receipt.team;
  return {
    code: receipt.code,
    host: receipt.host.slug,
    team: name,
    state: state === 'cancelled' ? 'withdrawn' : isOver(receipt.offer, now) ? 'over' : 'coming',
    answer: formAnswer(samling),
  } as const;
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const code = readCode(params.code ?? '');
  const { language } = requestSpeech(request);
  const outcome = code === null ? null : await withdrawTeam(samling.store, code, samling.now(), language);
  if (code === null || !outcome || outcome.kind === 'unknown') return data(null, { status: 404 });
  switch (outcome.kind) {
    case 'withdrawn':
      return redirect(receiptPath(language, code), 303);
    case 'not-captain':
      throw data(null, { status: 403 });
    case 'over': {
      const typed = readTyped(samling.form);
      return refuse(samling, typed, outcome);
    }
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = loaded ? t.team_withdraw_title() : t.signup_unknown_title();
    return { title: loaded && isWrong(loaded.answer) ? t.site_error_title({ title }) : title };
  });

export default function TeamWithdrawal() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchSignup t={t} />;
  const { code, host, team, state } = loaded;
  const back = receiptPath(t.language, code);
  const frame = { t, accent: accentOf(host), trail: [{ href: back, label: t.signup_receipt_title() }] };
  if (state !== 'coming') {
    return (
      <Page {...frame} heading={state === 'over' ? t.signup_cancel_over() : t.team_withdraw_already()}>
        <Alert>{state === 'over' && <p>{t.team_withdraw_over_text()}</p>}</Alert>
        <p>
          <ButtonLink href={back} look="other">
            {t.signup_change_back()}
          </ButtonLink>
        </p>
      </Page>
    );
  }
  return (
    <Page {...frame} heading={t.team_withdraw_heading()}>
      <p>{t.team_withdraw_text({ team })}</p>
      <form method="post">
        <Button look="stop">{t.team_withdraw_submit()}</Button>
        <ButtonLink href={back} look="other">
          {t.team_withdraw_keep()}
        </ButtonLink>
      </form>
    </Page>
  );
}
