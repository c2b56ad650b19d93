import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { basisOf } from '../../../../db/programme/edit';
import { speak } from '../../../../domain/language/speech';
import { seriesDatesPath, seriesRulePath } from '../../../../domain/paths';
import { changeRule } from '../../../../domain/series/edits';
import { sayPlan } from '../../../../domain/series/say-plan';
import { fieldsOfPlan, readPlan, saidNow } from '../../../forms/series-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { changeSeriesOf, requireSeries } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { previewOf, todayOf } from '../../../http/series-preview.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { AskSure } from '../../../ui/consequences';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { PreviewDates } from '../../../ui/preview-dates';
import { RhythmFields, SayingField } from '../../../ui/series-fields';
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
  const typed: Typed = answer?.typed ?? (isAsked ? [...asked] : saidNow(entry, { from: null, count: null }));
  const read = isAsked ? await readRule(samling, typed, offer.host.id) : null;
  const errors = answer?.errors.length ? answer.errors : (read?.errors ?? []);
  const preview = read?.preview ?? null;
  const shown = preview && valueOf(typed, 'way') !== 'fields' ? [...typed, ...fieldsOfPlan(preview.plan)] : typed;
  const fresh = basisOf(entry, fields);
  const basis = answer ? basisFor(answer, fresh) : valueOf(typed, 'basis') || fresh;
  return data(
    {
      ...{ offer, role, basis, errors, typed: shown },
      asks: answer?.asks ?? null,
      preview: preview && { plan: preview.plan, dates: preview.dates, goesOn: preview.goesOn },
    },
    { status: !answer && errors.length ? 400 : 200 },
  );
}

async function readRule(samling: Samling, typed: Typed, organisationId: string) {
  const t = speak('sv');
  const errors: FieldError[] = [];
  const today = todayOf(samling);
  const read = readPlan(t, typed, today);
  if ('errors' in read) return { errors: read.errors, preview: null };
  // a rule from the past on would say over what has been
  const from = read.plan.from && read.plan.from < today ? today : read.plan.from;
  const preview = await previewOf(samling, { ...read.plan, from }, organisationId);
  if (!preview) errors.push({ name: 'said', message: t.series_error_no_dates() });
  return { errors, preview };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireSeries(args, { hostOnly: true });
  const { errors, preview } = await readRule(samling, readTyped(samling.form), at.offer.host.id);
  if (!preview) return sendEditBack(samling, { errors });
  return changeSeriesOf(samling, at, [...fields], {
    fields: { rrule: 'said' },
    change: (entry) => changeRule(entry, preview.times),
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
      <form method="get" action={`${seriesRulePath(offer.slug)}#datumen`} noValidate>
        <input type="hidden" name="basis" value={basis} />
        <SayingField {...props} />
        <Button look={preview ? 'other' : 'go'} name="way" value="said">
          {t.series_show()}
        </Button>
        <RhythmFields {...props} />
      </form>
      {preview && (
        <form method="post" action={seriesRulePath(offer.slug)} className="series-preview">
          <AskSure t={t} asks={asks} />
          <h2 id="datumen">{t.series_dates()}</h2>
          <p>{t.series_understood({ said: sayPlan(preview.plan, t) })}</p>
          <PreviewDates t={t} dates={preview.dates} />
          {preview.goesOn && <p>{t.series_goes_on()}</p>}
          {typed
            .filter(([name]) => name !== 'sure' && name !== 'basis')
            .map(([name, one], position) => (
              <input key={position} type="hidden" name={name} value={one} />
            ))}
          <input type="hidden" name="basis" value={basis} />
          <Button>{t.series_rule_submit()}</Button>
        </form>
      )}
      <p>
        <a href={seriesDatesPath(offer.slug)}>{t.series_back()}</a>
      </p>
    </ConsolePage>
  );
}
