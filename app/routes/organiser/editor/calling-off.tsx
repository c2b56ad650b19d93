import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forgetCalledOffWords, keepCalledOffWords } from '../../../../db/called-off';
import { callingOffPath, consoleOfferPath } from '../../../../domain/paths';
import { cleanText } from '../../../forms/clean';
import { readTyped, valueOf } from '../../../forms/typed';
import { carryOutStatus, consequencesOf, requireEntry, statusEdit } from '../../../http/editing.server';
import { requireProved } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { ConsequenceList } from '../../../ui/editor/consequences';
import { ErrorSummary } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { TextArea } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** How much an organiser may say in the mail. */
const longestWords = 1000;

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
  const words = cleanText(valueOf(readTyped(samling.form), 'words'));
  if (words.length > longestWords) return data({ words }, { status: 400 });
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
  const errors = answer ? [{ name: 'words', message: t.editor_fault_too_long({ limit: longestWords }) }] : [];
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
          {!isQuiet &&
            (offer.discreet ? (
              <p>{t.editor_call_off_discreet()}</p>
            ) : (
              <TextArea
                t={t}
                name="words"
                label={t.editor_call_off_words()}
                hint={t.editor_call_off_words_hint()}
                error={errorOf(errors, 'words')}
                value={answer?.words}
                rows={4}
                optional
              />
            ))}
          <Button look="stop">{t.editor_call_off()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
