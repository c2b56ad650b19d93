import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Membership, SignedIn } from '../../../../db/sessions';
import { speak } from '../../../../domain/language/speech';
import { consolePath, newSeriesPath, seriesDatesPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { contactOf } from '../../../forms/editor/beginning';
import { readPlaces } from '../../../forms/series-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { sendEditBack } from '../../../http/series-edit.server';
import { askedSeries, makeSeries, readDates, readTitle } from '../../../http/series-making.server';
import { requireSignedIn } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/choices';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { Page } from '../../../ui/page';
import { pageMeta } from '../../../ui/page-meta';
import { RhythmFields, SayingField } from '../../../ui/series-fields';
import { SeriesSignupFields } from '../../../ui/series-signup-fields';
import { MakeSeries } from '../../../ui/series-making';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/**
 * A series is made by saying it. The form asks for its dates by GET, so that they can be looked at and said otherwise
 * as often as one likes; nothing is made until the button under them is pressed. It is one form, which counts as it
 * stands then.
 */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  const organisations = writesFor(signed);
  const { status, ...asked } = await askedSeries(request, samling, [], (typed) =>
    readSeries(samling, typed, organisations),
  );
  return data({ organisations, ...asked }, { status });
}

/** Makes it, as a draft. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  const organisations = writesFor(signed);
  const read = await readSeries(samling, readTyped(samling.form), organisations);
  const { errors, preview, title, organisation, signup, capacity } = read;
  if (errors.length || !preview || !organisation) return sendEditBack(samling, { errors });
  return makeSeries(samling, preview, {
    entryOn: (times) => ({
      title,
      host: organisation.slug,
      // what else it is has not been asked: as a new event, it is none of the kinds until that is chosen
      kind: signup === 'whole' ? 'course' : undefined,
      ...times,
      signup,
      capacity: capacity ?? undefined,
      contact: contactOf(signed.organiser),
    }),
    by: signed.organiser.id,
    to: (slug) => `${seriesDatesPath(slug)}?klart=created`,
  });
}

type Organisation = Membership['organisation'];

/** @throws 403 where somebody writes for nobody */
function writesFor(signed: SignedIn): Organisation[] {
  const organisations = signed.memberships.flatMap((one) => (may(one.role, 'events') ? one.organisation : []));
  if (!organisations.length) throw new Response(null, { status: 403 });
  return organisations;
}

async function readSeries(samling: Samling, typed: Typed, organisations: Organisation[]) {
  const t = speak('sv');
  const errors: FieldError[] = [];
  const title = readTitle(typed, errors);
  const asked = valueOf(typed, 'organisation');
  const organisation =
    organisations.length === 1 && !asked ? organisations[0] : organisations.find((one) => one.slug === asked);
  if (!organisation) errors.push({ name: 'organisation', message: t.series_error_organisation() });
  const capacity = readPlaces(valueOf(typed, 'capacity'));
  if (capacity === undefined) errors.push({ name: 'capacity', message: t.series_error_capacity() });
  const mode = valueOf(typed, 'signup');
  const signup = mode === 'whole' || mode === 'none' ? mode : 'open';
  const preview = await readDates(samling, typed, organisation?.id ?? '', errors);
  return { errors, preview, title, organisation, signup, capacity: capacity ?? null } as const;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.series_new();
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function NewSeries() {
  const t = useSpeech();
  const { organisations, typed, errors, preview } = useLoaderData<typeof loader>();
  const fields = { t, typed, errors };
  const value = (name: string) => valueOf(typed, name);
  const datesAt = `${newSeriesPath}#datumen`;
  return (
    <Page
      t={t}
      heading={t.series_new()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <form method="post" action={newSeriesPath} noValidate>
        <TextInput
          t={t}
          name="title"
          label={t.series_title()}
          error={errorOf(errors, 'title')}
          value={value('title')}
          required
        />
        {organisations.length > 1 && (
          <Select
            t={t}
            name="organisation"
            label={t.series_organisation()}
            error={errorOf(errors, 'organisation')}
            value={value('organisation')}
            choices={[
              { value: '', label: t.series_choose() },
              ...organisations.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
        )}
        <SayingField {...fields} />
        <SeriesSignupFields {...fields} />
        <Button look={preview ? 'other' : 'go'} name="way" value="said" asksAt={datesAt}>
          {t.series_show()}
        </Button>
        <RhythmFields {...fields} asksAt={datesAt} />
        <MakeSeries t={t} typed={typed} preview={preview} />
      </form>
    </Page>
  );
}
