import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { copyPicture } from '../../../../db/pictures';
import type { SeriesEntry } from '../../../../db/programme/entry';
import { consoleOfferPath, copyDonePath, copyingPath } from '../../../../domain/paths';
import { seriesBeginningFrom } from '../../../forms/editor/beginning';
import { saidNow } from '../../../forms/series-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { requireEntry } from '../../../http/editing.server';
import { sendEditBack } from '../../../http/series-edit.server';
import { askedSeries, makeSeries, readDates, readTitle } from '../../../http/series-making.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { RhythmFields, SayingField } from '../../../ui/series-fields';
import { MakeSeries } from '../../../ui/series-making';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** The same series again on other dates: looked at by GET first, as a new series is. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role, organisation, entry } = await requireEntry(request, samling, params.slug);
  // how often, and how many times; when it begins is what is new
  const said = saidNow(entry as SeriesEntry, { from: null, until: null });
  const untouched: Typed = [['title', offer.title], ...said];
  const { status, ...asked } = await askedSeries(request, samling, untouched, (typed) =>
    readCopy(samling, typed, organisation.id),
  );
  return data({ offer, role, ...asked }, { status });
}

/** Makes it, as a draft. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const { errors, preview, title } = await readCopy(samling, readTyped(samling.form), at.organisation.id);
  if (errors.length || !preview) return sendEditBack(samling, { errors });
  return makeSeries(samling, preview, {
    entryOn: (times) => ({
      ...seriesBeginningFrom(at.entry as SeriesEntry, times),
      title,
      host: at.organisation.slug,
    }),
    by: at.signed.organiser.id,
    deed: { kind: 'copied', facts: { slug: at.slug } },
    alongside: (trx, id) => copyPicture(trx, at.offer.id, id, samling.now()),
    to: (slug) => copyDonePath('series', slug),
  });
}

async function readCopy(samling: Samling, typed: Typed, organisationId: string) {
  const errors: FieldError[] = [];
  const title = readTitle(typed, errors);
  const preview = await readDates(samling, typed, organisationId, errors);
  return { errors, title, preview };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.editor_copy_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function CopySeries() {
  const t = useSpeech();
  const { offer, role, errors, typed, preview } = useLoaderData<typeof loader>();
  const fields = { t, typed, errors };
  const path = copyingPath('series', offer.slug);
  const datesAt = `${path}#datumen`;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="overview"
      heading={t.editor_copy_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.series_copy_text()}</p>
      <form method="post" action={path} noValidate>
        <TextInput
          t={t}
          name="title"
          label={t.series_title()}
          error={errorOf(errors, 'title')}
          value={valueOf(typed, 'title')}
          required
        />
        <SayingField {...fields} />
        <Button look={preview ? 'other' : 'go'} name="way" value="said" asksAt={datesAt}>
          {t.series_show()}
        </Button>
        <RhythmFields {...fields} asksAt={datesAt} />
        <MakeSeries t={t} typed={typed} preview={preview} />
      </form>
      <p>
        <a href={consoleOfferPath('series', offer.slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
