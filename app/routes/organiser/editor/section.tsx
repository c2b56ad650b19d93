import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { leftToTell } from '../../../../db/calls';
import { lastEditOf } from '../../../../db/last-edit';
import { coach } from '../../../../domain/language/coach';
import { editPath, sectionPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { isSection, sectionAfter, sectionFields, sectionsOf, type Section } from '../../../../domain/sections';
import { sectionForms } from '../../../forms/editor';
import { faultWords } from '../../../forms/editor/fault-words';
import { teamsOverLimit } from '../../../forms/editor/how-many-form';
import { rowsChanged } from '../../../forms/editor/rows';
import { readTyped, valueOf } from '../../../forms/typed';
import { basisFor, requireEntry, saveSection } from '../../../http/editing.server';
import { answerForm, editorAnswer } from '../../../http/editor-answer.server';
import coachScript from '../../../enhance/coach?worker&url';
import datesScript from '../../../enhance/dates?worker&url';
import draftScript from '../../../enhance/draft?worker&url';
import { CallsLeft } from '../../../ui/calls-left';
import { ConsolePage } from '../../../ui/console-page';
import { Conflict } from '../../../ui/editor/conflict';
import { Confirm } from '../../../ui/editor/confirm';
import { SectionForm, WritingBar } from '../../../ui/editor/section-form';
import { sectionName } from '../../../ui/editor/section-words';
import { ErrorSummary } from '../../../ui/error-summary';
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
  const saved = !answer && new URL(request.url).searchParams.has('sparat');
  return {
    now,
    offer,
    role,
    type,
    section,
    entry: { start: entry.start, end: entry.end, kind: entry.kind },
    typed: answer?.typed ?? stored,
    faults: answer?.faults ?? [],
    consequences: answer?.consequences ?? null,
    // what was typed goes against what it was typed over, until one has been told that this has changed
    basis: (answer && !answer.conflict && valueOf(answer.typed, 'basis')) || basis,
    conflict: answer?.conflict
      ? { theirs: stored, last: await lastEditOf(samling.store.read, offer.id, sectionFields[section]) }
      : null,
    saved,
    left: saved && may(role, 'participants') ? await leftToTell(samling.store.read, offer) : null,
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
      const isHard = ['summary', 'description'].some((name) => coach(valueOf(typed, name))?.readability === 'hard');
      // who has been coached while writing has seen it
      if (section === 'vad' && isHard && !valueOf(typed, 'coached')) {
        return redirect(`${sectionPath(type, slug, section)}?sparat`, 303);
      }
      const over = section === 'antal' ? teamsOverLimit(typed) : null;
      if (over !== null && valueOf(typed, 'warned') !== String(over)) {
        return redirect(`${sectionPath(type, slug, section)}?sparat`, 303);
      }
      const next = offer.status === 'draft' ? sectionAfter(type, section) : null;
      return redirect(next ? sectionPath(type, slug, next) : `${editPath(type, slug)}?sparat`, 303);
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

export default function SectionPage() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  const { offer, role, section, type, conflict, consequences, saved, left, now } = loaded;
  const errors = loaded.faults.map((fault) => ({ name: fault.name, message: faultWords(t, fault) }));
  const page = { t, offer, role, tab: 'edit' as const };
  if (consequences) {
    return (
      <ConsolePage {...page} heading={t.editor_confirm_title()}>
        <Confirm t={t} consequences={consequences} typed={loaded.typed} />
      </ConsolePage>
    );
  }
  const next = sectionAfter(type, section);
  return (
    <ConsolePage
      {...page}
      heading={sectionName(t, section)}
      before={
        conflict ? (
          <Conflict t={t} last={conflict.last} now={now} timeZone={offer.timeZone} />
        ) : (
          <ErrorSummary t={t} errors={errors} />
        )
      }
    >
      <WritingBar t={t} way={editPath(type, offer.slug)} isDraft={offer.status === 'draft' && !conflict} />
      {saved && (
        <p role="status">
          {section === 'antal' ? t.editor_saved_places() : t.editor_saved_coach()}{' '}
          {next && (
            <a href={sectionPath(type, offer.slug, next)}>{t.editor_on_to({ section: sectionName(t, next) })}</a>
          )}
        </p>
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
      {offer.status === 'draft' && <Script src={draftScript} />}
    </ConsolePage>
  );
}
