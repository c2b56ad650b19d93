import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forgetCalledOffWords, keepCalledOffWords } from '../../../../db/called-off';
import { speak } from '../../../../domain/language/speech';
import { callingOffPath, consoleOfferPath } from '../../../../domain/paths';
import { readCalledOffWords } from '../../../forms/called-off-words';
import { carryOutStatus, consequencesOf, requireEntry, statusEdit } from '../../../http/editing.server';
import { requireProved } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { CalledOffWords } from '../../../ui/called-off-words';
import { ConsolePage } from '../../../ui/console-page';
import { ConsequenceList } from '../../../ui/consequences';
import { ErrorSummary } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Calls an event or a series off, with some words to those who had signed up. Only its host may. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug, { hostOnly: true });
  const { offer, role } = at;
  const isOn = offer.status === 'published';
  return {
    offer,
    role,
    isOn,
    consequences: isOn ? await consequencesOf(samling, statusEdit(at, 'cancelled', 'cancelled')) : null,
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug, { hostOnly: true });
  await requireProved(request, samling, at.signed);
  const { words, fault } = readCalledOffWords(samling.form, speak('sv'));
  if (fault) return data({ words, fault }, { status: 400 });
  if (at.offer.status === 'published') {
    const now = samling.now();
    const edit = statusEdit(at, 'cancelled', 'cancelled', (trx) =>
      words ? keepCalledOffWords(trx, at.offer.id, words, now) : forgetCalledOffWords(trx, at.offer.id),
    );
    await carryOutStatus(samling, edit);
  }
  return redirect(consoleOfferPath(at.type, at.slug), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_call_off_title()}: ${loaded?.offer.title ?? ''}` }));

export default function CallingOff() {
  const t = useSpeech();
  const { offer, role, isOn, consequences } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { type, slug } = offer;
  const errors = answer ? [answer.fault] : [];
  const isQuiet = !consequences?.told.length;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="overview"
      heading={t.editor_call_off_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {!isOn || !consequences ? (
        <p>{t.editor_call_off_not_on()}</p>
      ) : (
        <form method="post" action={callingOffPath(type, slug)} noValidate>
          <ConsequenceList t={t} consequences={consequences} />
          {isQuiet && <p>{t.editor_call_off_nobody()}</p>}
          <p>{t.editor_call_off_stays()}</p>
          {!isQuiet && <CalledOffWords {...{ t, offer }} value={answer?.words} error={answer?.fault.message} />}
          <Button look="stop">{t.editor_call_off()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
