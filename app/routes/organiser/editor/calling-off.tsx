import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forgetCalledOffWords, keepCalledOffWords } from '../../../../db/called-off';
import { readSeriesDates } from '../../../../db/series-dates';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { speak } from '../../../../domain/language/speech';
import { callingOffPath, consoleOfferPath, donePath, seriesDatesPath } from '../../../../domain/paths';
import { readCalledOffWords } from '../../../forms/called-off-words';
import { carryOutStatus, consequencesOf, requireEntry, statusEdit } from '../../../http/editing.server';
import { requireProved } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { CalledOffWords } from '../../../ui/called-off-words';
import { ConsolePage } from '../../../ui/console-page';
import { ConsequenceList } from '../../../ui/consequences';
import { callOffWords } from '../../../ui/editor/actions';
import { ErrorSummary } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Calls an event or a series off, with some words to those who had signed up. Only its host may. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug, { hostOnly: true });
  const { offer, role } = at;
  const isOn = offer.status === 'published';
  const now = samling.now();
  const dates = at.type === 'series' ? ((await readSeriesDates(samling.store.read, offer, now))?.dates ?? []) : [];
  return {
    now,
    offer,
    role,
    isOn,
    /** Of a series: how many dates are to come. */
    dates: dates.filter(({ over, cancelled }) => !over && !cancelled).length,
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
  return redirect(donePath(at.type, at.slug, 'installt'), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({
    title: `${callOffWords(t, loaded?.offer.type ?? 'event')}: ${loaded?.offer.title ?? ''}`,
  }));

export default function CallingOff() {
  const t = useSpeech();
  const { now, offer, role, isOn, dates, consequences } = useLoaderData<typeof loader>();
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
      heading={callOffWords(t, type)}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {!isOn || !consequences ? (
        <p>{t.editor_call_off_not_on()}</p>
      ) : (
        <form method="post" action={callingOffPath(type, slug)} noValidate>
          {type === 'series' ? (
            <>
              <p>{t.editor_call_off_series({ title: offer.title, count: dates })}</p>
              <p>
                {t.editor_call_off_one()} <a href={seriesDatesPath(slug)}>{t.editor_call_off_one_where()}</a>
              </p>
            </>
          ) : (
            <p>
              <strong>{offer.title}</strong>
              <br />
              {atLineStart(formatWhen(offer, t, now), t)}
            </p>
          )}
          <ConsequenceList t={t} consequences={consequences} />
          {isQuiet && <p>{t.editor_call_off_nobody()}</p>}
          <p>{t.editor_call_off_stays()}</p>
          {!isQuiet && <CalledOffWords {...{ t, offer }} value={answer?.words} error={answer?.fault.message} />}
          <Button look="stop">{type === 'series' ? t.editor_call_off_whole() : t.editor_call_off()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
