import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { leftToTell } from '../../../../db/calls';
import { lastEditOf, type LastEdit } from '../../../../db/last-edit';
import type { Instant } from '../../../../domain/event';
import { coach } from '../../../../domain/language/coach';
import { formatMoment } from '../../../../domain/language/dates';
import type { Speech } from '../../../../domain/language/speech';
import { editPath, sectionPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { isSection, sectionAfter, sectionFields, sectionsOf, type Section } from '../../../../domain/sections';
import { sectionForms } from '../../../forms/editor';
import { faultWords } from '../../../forms/editor/fault-words';
import { hasNoPlaces, warningOf } from '../../../forms/editor/how-many-form';
import { askedAbout, rowsOutside } from '../../../forms/editor/parts-form';
import { rowsChanged } from '../../../forms/editor/rows';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import type { OfferEntry } from '../../../forms/editor/section-form';
import { basisFor, requireEntry, saveSection } from '../../../http/editing.server';
import { answerForm, editorAnswer } from '../../../http/editor-answer.server';
import coachScript from '../../../enhance/coach?worker&url';
import datesScript from '../../../enhance/dates?worker&url';
import draftScript from '../../../enhance/draft?worker&url';
import unsavedScript from '../../../enhance/unsaved?worker&url';
import { CallsLeft } from '../../../ui/calls-left';
import { ConsolePage } from '../../../ui/console-page';
import { Conflict } from '../../../ui/conflict';
import { MailsLater } from '../../../ui/consequences';
import { Confirm } from '../../../ui/editor/confirm';
import { SectionForm, WritingBar } from '../../../ui/editor/section-form';
import { sectionSummary } from '../../../ui/editor/section-summary';
import { sectionName } from '../../../ui/editor/section-words';
import { ErrorSummary } from '../../../ui/error-summary';
import { fieldId } from '../../../ui/field';
import { localDateOf } from '../../../../domain/time';
import { pageMeta } from '../../../ui/page-meta';
import { Script } from '../../../ui/script';
import { useSpeech } from '../../../ui/use-speech';

/** One section of what is written about an event or a series. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const section = sectionIn(params.section, at.type);
  const { offer, role, type, entry } = at;
  const answer = editorAnswer(samling);
  const now = samling.now();
  const stored = sectionForms[section].typedOf(entry);
  const basis = basisFor(entry, section);
  const changeOf = (typed: Typed) => {
    const read = sectionForms[section].read(typed, { type, today: localDateOf(now, offer.timeZone), entry });
    return { was: entry, becomes: read.change(entry) };
  };
  const saved = answer ? null : new URL(request.url).searchParams.get('sparat');
  const typed = answer?.typed ?? stored;
  return {
    now,
    offer,
    role,
    type,
    section,
    entry: { start: entry.start, end: entry.end, kind: entry.kind },
    typed,
    outside: section === 'delar' ? rowsOutside(typed, entry, localDateOf(now, offer.timeZone)) : [],
    faults: answer?.faults ?? [],
    consequences: answer?.consequences ? { ...answer.consequences, ...changeOf(answer.typed) } : null,
    // what was typed goes against what it was typed over, until one has been told that this has changed
    basis: (answer && !answer.conflict && valueOf(answer.typed, 'basis')) || basis,
    conflict: answer?.conflict
      ? { theirs: stored, last: await lastEditOf(samling.store.read, offer.id, sectionFields[section]) }
      : null,
    saved,
    left: saved !== null && may(role, 'participants') ? await leftToTell(samling.store.read, offer) : null,
  };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const section = sectionIn(params.section, at.type);
  const sent = readTyped(samling.form);
  const typed = sent.filter(([name]) => name !== 'bekraftat' && name !== 'tillbaka');
  const asIs = valueOf(sent, 'tillbaka') ? typed : rowsChanged(typed);
  if (asIs) return answerForm(samling, { typed: asIs, faults: [] }, 200);

  const outcome = await saveSection(samling, at, section, typed, valueOf(sent, 'bekraftat') !== '');
  switch (outcome.kind) {
    case 'faults':
      return answerForm(samling, { typed, faults: outcome.faults }, 400);
    case 'conflict':
      return answerForm(samling, { typed, faults: [], conflict: true }, 409);
    case 'to-confirm':
      return answerForm(samling, { typed, faults: [], consequences: outcome.consequences }, 409);
    case 'saved': {
      const { type, slug, offer } = at;
      const said = `?sparat${outcome.mails && `=${outcome.mails}`}`;
      const saidAt = `${sectionPath(type, slug, section)}${said}`;
      const isHard = ['summary', 'description'].some((name) =>
        ['hard', 'heavy'].includes(coach(valueOf(typed, name))?.readability ?? ''),
      );
      // who has been coached while writing has seen it
      if (section === 'vad' && isHard && !valueOf(typed, 'coached')) {
        return redirect(saidAt, 303);
      }
      const warning = section === 'antal' ? warningOf(typed) : null;
      if (warning !== null && valueOf(typed, 'warned') !== warning) {
        return redirect(saidAt, 303);
      }
      const outside =
        section === 'delar' ? rowsOutside(typed, at.entry, localDateOf(samling.now(), offer.timeZone)) : [];
      if (outside.length > 0 && valueOf(typed, 'warned') !== askedAbout(outside)) return redirect(saidAt, 303);
      const next = offer.status === 'draft' ? sectionAfter(type, section) : null;
      if (next) return redirect(sectionPath(type, slug, next), 303);
      return redirect(`${editPath(type, slug)}${said}`, 303);
    }
  }
}

function sectionIn(word: string | undefined, type: 'event' | 'series'): Section {
  if (isSection(word) && sectionsOf(type).includes(word)) return word;
  throw new Response(null, { status: 404 });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const title = `${sectionName(t, loaded.section)}: ${loaded.offer.title}`;
    return { title: loaded.faults.length || loaded.conflict ? t.site_error_title({ title }) : title };
  });

/** Who has saved the same meanwhile, and when: where it was somebody who is still known. */
function savedBy(t: Speech, last: LastEdit | null, { timeZone }: { timeZone: string }, now: Instant) {
  return last?.by ? { who: last.by, when: formatMoment(last.at, timeZone, t, now) } : undefined;
}

/** What a saved section is still worth a look for. */
function savedWords(t: Speech, section: Section, typed: Typed): string {
  if (section === 'antal') return hasNoPlaces(typed) ? t.editor_saved_no_places() : t.editor_saved_places();
  return section === 'delar' ? t.editor_saved_times() : t.editor_saved_coach();
}

export default function SectionPage() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { offer, role, section, type, conflict, consequences, saved, outside, left, now } = loaded;
  const errors = loaded.faults.map((fault) => ({ name: fault.name, message: faultWords(t, fault) }));
  const page = { t, offer, role, tab: 'edit' as const };
  if (consequences) {
    const line = (one: OfferEntry) => sectionSummary(t, section, one, now);
    const change = { was: line(consequences.was), becomes: line(consequences.becomes) };
    return (
      <ConsolePage {...page} heading={t.editor_confirm_title()}>
        <Confirm t={t} consequences={consequences} typed={loaded.typed} change={change} />
      </ConsolePage>
    );
  }
  const next = sectionAfter(type, section);
  const all = sectionsOf(type);
  return (
    <ConsolePage
      {...page}
      heading={sectionName(t, section)}
      step={t.editor_section_step({ step: all.indexOf(section) + 1, of: all.length })}
      before={
        conflict ? (
          <Conflict t={t} saved={savedBy(t, conflict.last, offer, now)} />
        ) : (
          <ErrorSummary t={t} errors={errors} />
        )
      }
    >
      <WritingBar t={t} way={editPath(type, offer.slug)} isDraft={offer.status === 'draft' && !conflict} />
      {saved !== null && (
        <div role="status">
          <p>{savedWords(t, section, loaded.typed)}</p>
          {outside.length > 0 && (
            <ul className="ways-on">
              {outside.map(({ row, title }) => (
                <li key={row}>
                  <a href={`#${fieldId(`${row}.start`)}`}>{title}</a>
                </li>
              ))}
            </ul>
          )}
          <MailsLater t={t} mails={saved} />
          {next && (
            <p className="ways-on">
              <a href={sectionPath(type, offer.slug, next)}>{t.editor_on_to({ section: sectionName(t, next) })}</a>
            </p>
          )}
        </div>
      )}
      <CallsLeft t={t} offer={offer} left={left} />
      <SectionForm
        t={t}
        {...loaded}
        slug={offer.slug}
        isDraft={offer.status === 'draft'}
        errors={errors}
        theirs={conflict?.theirs ?? null}
        isLast={next === null}
      />
      {section !== 'vad' && <Script src={datesScript} />}
      {section === 'vad' && <Script src={coachScript} />}
      <Script src={offer.status === 'draft' ? draftScript : unsavedScript} />
    </ConsolePage>
  );
}
