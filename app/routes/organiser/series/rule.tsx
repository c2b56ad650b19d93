import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ConsoleOffer } from '../../../../db/console-offer';
import { basisOf } from '../../../../db/programme/edit';
import { speak } from '../../../../domain/language/speech';
import { seriesDatesPath, seriesRulePath } from '../../../../domain/paths';
import { timesOf } from '../../../../domain/programme/series-rules';
import { changeRule } from '../../../../domain/series/edits';
import { sayPlan } from '../../../../domain/series/say-plan';
import { sayingLeft } from '../../../../domain/series/saying-left';
import { readPlan, withPlan } from '../../../forms/series-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { changeSeriesOf, requireSeries } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { previewOf, todayOf } from '../../../http/series-preview.server';
import { inItsWay, isAsShown, shownMark } from '../../../http/series-shown.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { AskSure } from '../../../ui/consequences';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { PreviewDates } from '../../../ui/preview-dates';
import { RhythmFields, SayingField } from '../../../ui/series-fields';
import { ShownDates } from '../../../ui/series-making';
import { useSpeech } from '../../../ui/use-speech';

const fields = ['rrule', 'start', 'end', 'until', 'moved', 'cancelled', 'added', 'changed'] as const;

/** Another rule, or other times, for all that is to come; what has been stays. Looked at by GET first, as a new series. */
export async function loader(args: LoaderFunctionArgs) {
  const { samling } = args.context;
  const { offer, role, entry } = await requireSeries(args, { hostOnly: true });
  const answer = editAnswer(samling);
  const asked = new URL(args.request.url).searchParams;
  const isAsked = answer !== null || asked.has('said');
  // from now on: what has been is not said over
  const left = answer || isAsked ? null : sayingLeft(timesOf(entry), todayOf(samling));
  const typed = inItsWay(answer?.typed ?? (isAsked ? [...asked] : left === null ? [] : [['said', left]]));
  const read = isAsked ? await readRule(samling, typed, offer) : null;
  const errors = answer?.errors.length ? answer.errors : (read?.errors ?? []);
  const preview = read?.preview ?? null;
  const standing = preview ? withPlan(typed, preview.plan) : typed;
  const fresh = basisOf(entry, fields);
  const basis = answer ? basisFor(answer, fresh) : valueOf(typed, 'basis') || fresh;
  return data(
    {
      ...{ offer, role, basis, errors, typed: standing },
      asks: answer?.asks ?? null,
      preview: preview && {
        ...{ plan: preview.plan, dates: preview.dates, goesOn: preview.goesOn },
        shown: shownMark(standing, preview.times),
        isAnew: answer !== null && !isAsShown(typed, preview.times),
      },
    },
    { status: !answer && errors.length ? 400 : 200 },
  );
}

async function readRule(samling: Samling, sent: Typed, offer: ConsoleOffer) {
  const typed = inItsWay(sent);
  const t = speak('sv');
  const errors: FieldError[] = [];
  const today = todayOf(samling);
  const read = readPlan(t, typed, today);
  if ('errors' in read) return { errors: read.errors, preview: null };
  // a rule from the past on would say over what has been
  const from = read.plan.from && read.plan.from < today ? today : read.plan.from;
  const preview = await previewOf(samling, { ...read.plan, from }, offer.host.id, offer.id);
  if (!preview) errors.push({ name: 'said', message: t.series_error_no_dates() });
  return { errors, preview };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireSeries(args, { hostOnly: true });
  const typed = readTyped(samling.form);
  const { errors, preview } = await readRule(samling, typed, at.offer);
  if (!preview) return sendEditBack(samling, { errors });
  if (!isAsShown(typed, preview.times)) return sendEditBack(samling, {}, 409);
  return changeSeriesOf(samling, at, [...fields], {
    fields: { rrule: 'said' },
    asksDates: true,
    change: (entry) => changeRule(entry, preview.times, todayOf(samling)),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_rule()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function ChangeRule() {
  const t = useSpeech();
  const { offer, role, basis, errors, typed, asks, preview } = useLoaderData<typeof loader>();
  const props = { t, typed, errors };
  const datesAt = `${seriesRulePath(offer.slug)}#datumen`;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="dates"
      heading={t.series_rule()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.series_rule_text()}</p>
      <form method="post" action={seriesRulePath(offer.slug)} noValidate>
        <input type="hidden" name="basis" value={basis} />
        <SayingField {...props} />
        <Button look={preview ? 'other' : 'go'} name="way" value="said" asksAt={datesAt}>
          {t.series_show()}
        </Button>
        <RhythmFields {...props} asksAt={datesAt} />
        {preview && (
          <div className="series-preview">
            <AskSure t={t} asks={asks} />
            <h2 id="datumen">{t.series_dates()}</h2>
            <ShownDates t={t} typed={typed} shown={preview.shown} isAnew={preview.isAnew} />
            <p>{t.series_understood({ said: sayPlan(preview.plan, t) })}</p>
            <PreviewDates t={t} dates={preview.dates} />
            {preview.goesOn && <p>{t.series_goes_on()}</p>}
            <Button>{t.series_rule_submit()}</Button>
          </div>
        )}
      </form>
      <p>
        <a href={seriesDatesPath(offer.slug)}>{t.series_back()}</a>
      </p>
    </ConsolePage>
  );
}
