import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { createOffer, type Creation } from '../../../../db/programme/edit';
import type { Membership, SignedIn } from '../../../../db/sessions';
import { sayPlan } from '../../../../domain/series/say-plan';
import { speak } from '../../../../domain/language/speech';
import { consolePath, newSeriesPath, seriesDatesPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { cleanLine, isReadable } from '../../../forms/clean';
import { fieldsOfPlan, readPlaces, readPlan } from '../../../forms/series-form';
import { readTyped, valueOf, valuesOf, type Typed } from '../../../forms/typed';
import type { Samling } from '../../../http/context';
import { editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { previewOf, todayOf } from '../../../http/series-preview.server';
import { requireSignedIn } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { RadioGroup, Select } from '../../../ui/choices';
import { ErrorSummary, type FieldError } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { Page } from '../../../ui/page';
import { pageMeta } from '../../../ui/page-meta';
import { PreviewDates } from '../../../ui/preview-dates';
import { RhythmFields, SayingField } from '../../../ui/series-fields';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/**
 * A series is made by saying it. The form asks for its dates by GET, so that they can be looked at and said otherwise
 * as often as one likes; nothing is made until the button under them is pressed.
 */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  const organisations = writesFor(signed);
  const answer = editAnswer(samling);
  const asked = new URL(request.url).searchParams;
  const typed: Typed = answer?.typed ?? [...asked];
  const isAsked = answer !== null || asked.has('said');
  const read = isAsked ? await readSeries(samling, typed, organisations) : null;
  const errors = answer?.errors.length ? answer.errors : (read?.errors ?? []);
  const preview = read?.preview ?? null;
  const shown = preview && valueOf(typed, 'way') !== 'fields' ? [...typed, ...fieldsOfPlan(preview.plan)] : typed;
  return data(
    {
      organisations,
      typed: shown,
      errors,
      preview: preview && {
        plan: preview.plan,
        dates: preview.dates,
        goesOn: preview.goesOn,
        endless: preview.endless,
      },
    },
    { status: answer ? 200 : errors.length ? 400 : 200 },
  );
}

/** Makes it, as a draft. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  const organisations = writesFor(signed);
  const typed = readTyped(samling.form);
  const { errors, preview, title, organisation, signup, capacity } = await readSeries(samling, typed, organisations);
  if (errors.length || !preview || !organisation) return sendEditBack(samling, { errors });
  const { rrule, start, end, until, added } = preview.times;
  const skipped = valuesOf(typed, 'skip').filter((date) => preview.dates.some((one) => one.date === date));
  const days = preview.plan.rhythm.every === 'date' ? datesLeft(preview.times, skipped) : null;
  if (days && !days.length) {
    return sendEditBack(samling, { errors: [{ name: 'said', message: speak('sv').series_error_all_skipped() }] });
  }
  const [first, ...others] = days ?? [{ start, end }, ...added];
  const outcome = await createOffer(
    samling.store,
    {
      type: 'series',
      entry: {
        title,
        host: organisation.slug,
        kind: signup === 'whole' ? 'course' : 'meeting',
        rrule,
        ...first!,
        until,
        added: others as Creation<'series'>['entry']['added'],
        cancelled: days ? [] : skipped,
        signup,
        capacity: capacity ?? undefined,
      },
      by: signed.organiser.id,
    },
    samling.now(),
  );
  if (outcome.kind === 'created') return redirect(`${seriesDatesPath(outcome.slug)}?klart=created`, 303);
  return sendEditBack(samling, { errors: outcome.problems.map(({ message }) => ({ name: 'said', message })) }, 409);
}

/** Explicit dates that are left out are not there at all; those of a rule are cancelled. */
function datesLeft(
  { start, end, added }: { start: string; end?: string; added: { start: string; end?: string }[] },
  skipped: string[],
) {
  return [{ start, end }, ...added].filter((one) => !skipped.includes(one.start.slice(0, 10)));
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
  const title = cleanLine(valueOf(typed, 'title'));
  if (!isReadable(title)) errors.push({ name: 'title', message: t.series_error_title() });
  if (title.length > 200) errors.push({ name: 'title', message: t.series_error_title_long() });
  const asked = valueOf(typed, 'organisation');
  const organisation =
    organisations.length === 1 && !asked ? organisations[0] : organisations.find((one) => one.slug === asked);
  if (!organisation) errors.push({ name: 'organisation', message: t.series_error_organisation() });
  const capacity = readPlaces(valueOf(typed, 'capacity'));
  if (capacity === undefined) errors.push({ name: 'capacity', message: t.series_error_capacity() });
  const mode = valueOf(typed, 'signup');
  const signup = mode === 'whole' || mode === 'none' ? mode : 'open';
  const read = readPlan(t, typed, todayOf(samling));
  let preview = null;
  if ('errors' in read) errors.push(...read.errors);
  else {
    preview = await previewOf(samling, read.plan, organisation?.id ?? '');
    if (!preview) errors.push({ name: 'said', message: t.series_error_no_dates() });
  }
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
  return (
    <Page
      t={t}
      heading={t.series_new()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <form method="get" action={`${newSeriesPath}#datumen`} noValidate>
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
        <SignupFields {...fields} />
        <Button look={preview ? 'other' : 'go'} name="way" value="said">
          {t.series_show()}
        </Button>
        <RhythmFields {...fields} />
      </form>
      {preview && (
        <form method="post" action={newSeriesPath} className="series-preview">
          <h2 id="datumen">{t.series_dates()}</h2>
          <p>{t.series_understood({ said: sayPlan(preview.plan, t) })}</p>
          {preview.endless && <p>{t.series_endless()}</p>}
          <PreviewDates t={t} dates={preview.dates} skip={valuesOf(typed, 'skip')} />
          {preview.goesOn && <p>{t.series_goes_on()}</p>}
          {typed
            .filter(([name]) => name !== 'skip')
            .map(([name, one], position) => (
              <input key={position} type="hidden" name={name} value={one} />
            ))}
          <Button>{t.series_make()}</Button>
          <p className="hint">{t.series_make_hint()}</p>
        </form>
      )}
    </Page>
  );
}

function SignupFields({ t, typed, errors }: { t: ReturnType<typeof useSpeech>; typed: Typed; errors: FieldError[] }) {
  return (
    <>
      <RadioGroup
        t={t}
        name="signup"
        label={t.series_signup()}
        error={errorOf(errors, 'signup')}
        value={valueOf(typed, 'signup') || 'open'}
        choices={[
          { value: 'open', label: t.series_signup_open() },
          { value: 'whole', label: t.series_signup_whole() },
          { value: 'none', label: t.series_signup_none() },
        ]}
      />
      <TextInput
        t={t}
        name="capacity"
        label={t.series_capacity()}
        hint={t.series_capacity_hint()}
        error={errorOf(errors, 'capacity')}
        value={valueOf(typed, 'capacity')}
        inputMode="numeric"
        width="number"
        optional
      />
    </>
  );
}
