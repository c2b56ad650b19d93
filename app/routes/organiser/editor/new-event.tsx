import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { offersOf } from '../../../../db/console-list';
import { copyPicture } from '../../../../db/pictures';
import { createOffer, entryOf } from '../../../../db/programme/edit';
import type { EventEntry } from '../../../../db/programme/entry';
import type { Trx } from '../../../../db/store';
import { templateById, templatesOf } from '../../../../db/templates';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { kindChoices } from '../../../../domain/language/kind-words';
import { consolePath, newEventPath, newSeriesPath, sectionPath, templateRemovalPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { defaultTimeZone, localDateOf } from '../../../../domain/time';
import { beginningFrom, contactOf } from '../../../forms/editor/beginning';
import { faultWords } from '../../../forms/editor/fault-words';
import { Reading } from '../../../forms/editor/reading';
import { isKind } from '../../../forms/editor/what-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import { requireOffer } from '../../../http/console-offer.server';
import type { Samling } from '../../../http/context';
import { requireSignedIn } from '../../../http/session.server';
import datesScript from '../../../enhance/dates?worker&url';
import { AfterAsking } from '../../../ui/after-asking';
import { Button } from '../../../ui/button';
import { RadioGroup, Select } from '../../../ui/choices';
import { DateInput } from '../../../ui/date-input';
import { ErrorSummary } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { Page } from '../../../ui/page';
import { pageMeta } from '../../../ui/page-meta';
import { Script } from '../../../ui/script';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Where an event begins: what it is called, and what it is made from. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { organisations } = await requireWriter(request, samling);
  const now = samling.now();
  const ids = organisations.map(({ id }) => id);
  const { coming, past } = await offersOf(samling.store.read, ids, ids, now);
  return {
    now,
    organisations,
    templates: await templatesOf(samling.store.read, ids),
    // a date of a series is its series'
    earlier: [...coming, ...past].filter(({ seriesSlug }) => seriesSlug === null),
    // also from an event's own page
    from: new URL(request.url).searchParams.get('fran') ?? '',
  };
}

export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const { organisations, organiser } = await requireWriter(request, samling);
  const typed = readTyped(samling.form);
  const now = samling.now();
  const form = new Reading(typed, localDateOf(now, defaultTimeZone));
  const begun = await begunFrom(request, samling, typed);
  const date = form.dayToCome('date');
  const title = form.line('title', 200) ?? begun?.entry.title;
  if (!title) form.say('title', 'missing-title');
  const chosen = organisations.find(({ slug }) => slug === valueOf(typed, 'host'));
  const host = organisations.length === 1 ? organisations[0] : chosen;
  const sendBack = (hostMissing = false) => data({ typed, faults: form.faults, hostMissing }, { status: 400 });
  if (!host || !title || form.faults.length) return sendBack(!host);

  const kind = valueOf(typed, 'kind');
  const contact = contactOf(organiser);
  const entry = begun
    ? {
        ...beginningFrom(begun.entry, date ?? null),
        title,
        host: host.slug,
        contact: contactIn(begun.entry) ?? contact,
      }
    : { title, host: host.slug, kind: isKind(kind) ? kind : undefined, contact, start: date };
  const deed = begun?.slug ? { kind: 'copied' as const, facts: { slug: begun.slug } } : undefined;
  const picture = begun?.id;
  const alongside = picture ? (trx: Trx, id: string) => copyPicture(trx, picture, id, now) : undefined;
  const outcome = await createOffer(samling.store, { type: 'event', entry, by: organiser.id, deed, alongside }, now);
  if (outcome.kind === 'created') return redirect(sectionPath('event', outcome.slug, 'vad'), 303);
  form.say('title', 'refused');
  return sendBack();
}

/** Whom one asked the last time; undefined where nobody could be reached. */
const contactIn = ({ contact }: EventEntry) => (contact.phone || contact.email ? contact : undefined);

/** Who may write for at least one organisation. @throws 403 for anybody else who is logged in */
async function requireWriter(request: Request, samling: Samling) {
  const { memberships, organiser } = await requireSignedIn(request, samling);
  const organisations = memberships.filter(({ role }) => may(role, 'events')).map(({ organisation }) => organisation);
  if (!organisations.length) throw new Response(null, { status: 403 });
  return { organiser, organisations };
}

/** What it is made from: a template or an event of one's own; undefined: nothing. @throws 404 for what one may not see */
async function begunFrom(
  request: Request,
  samling: Samling,
  typed: Typed,
): Promise<{ entry: EventEntry; slug?: string; id?: string } | undefined> {
  const { read } = samling.store;
  const [type, name = ''] = valueOf(typed, 'from').split(':');
  if (type === 'mall') {
    const { organisations } = await requireWriter(request, samling);
    const template = await templateById(read, name);
    if (!template || !organisations.some(({ id }) => id === template.organisationId)) {
      throw new Response(null, { status: 404 });
    }
    return { entry: template.entry };
  }
  if (type !== 'evenemang') return undefined;
  const { offer } = await requireOffer(request, samling, { type: 'event', slug: name }, 'events');
  const entry = await entryOf(read, 'event', offer.slug);
  if (!entry) throw new Response(null, { status: 404 });
  return { entry, slug: offer.slug, id: offer.id };
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.console_new_event() }));

export default function NewEvent() {
  const t = useSpeech();
  const { now, organisations, templates, earlier, from } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed: Typed = answer?.typed ?? [['from', from]];
  const errors = [
    ...(answer?.faults ?? []).map((fault) => ({ name: fault.name, message: faultWords(t, fault) })),
    ...(answer?.hostMissing ? [{ name: 'host', message: t.editor_new_host_missing() }] : []),
  ];
  const field = (name: string) => ({ t, name, error: errorOf(errors, name), value: valueOf(typed, name) });
  const hasSources = templates.length + earlier.length > 0;
  return (
    <Page
      t={t}
      heading={t.console_new_event()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.editor_new_text()}</p>
      <form method="post" action={newEventPath} noValidate>
        <TextInput
          {...field('title')}
          label={t.editor_title()}
          hint={hasSources ? t.editor_new_title_hint() : t.editor_title_hint()}
          required
        />
        {organisations.length > 1 && (
          <RadioGroup
            {...field('host')}
            label={t.editor_new_host()}
            choices={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        <Select
          {...field('kind')}
          label={t.editor_kind()}
          value={valueOf(typed, 'kind') || 'other'}
          choices={kindChoices(t)}
        />
        <DateInput {...field('date')} label={t.editor_new_date()} optional />
        {hasSources && (
          <Select
            {...field('from')}
            label={t.editor_new_from()}
            hint={t.editor_new_from_hint()}
            choices={[
              { value: '', label: t.editor_new_from_nothing() },
              ...templates.map(({ id, name }) => ({
                value: `mall:${id}`,
                label: t.editor_new_from_template({ name }),
              })),
              ...earlier.map((event) => ({
                value: `evenemang:${event.slug}`,
                label: `${event.title}, ${formatWhen(event, t, now)}`,
              })),
            ]}
          />
        )}
        <Button>{t.editor_new_go()}</Button>
      </form>
      <Script src={datesScript} />
      <p>
        <a href={newSeriesPath}>{t.editor_new_series()}</a>
      </p>
      {templates.length > 0 && (
        <>
          <h2>{t.editor_templates()}</h2>
          <ul className="console-list">
            {templates.map(({ id, name, organisationId }) => (
              <li key={id}>
                <h3>{name}</h3>
                <p className="quiet">
                  {atLineStart(organisations.find((one) => one.id === organisationId)?.name ?? '', t)}
                </p>
                <AfterAsking
                  action={templateRemovalPath(id)}
                  label={t.editor_template_remove({ name })}
                  text={t.editor_template_remove_text()}
                  yes={t.editor_template_remove_yes()}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
