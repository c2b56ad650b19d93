import { createHash } from 'node:crypto';
import { data, redirect } from '@remix-run/node';
import type { SeriesEntry } from '../../db/programme/entry';
import { editOffer, rehearse, type Consequences, type Edit } from '../../db/programme/edit';
import type { Asks } from '../ui/consequences';
import type { FieldError } from '../ui/error-summary';
import { readTyped, valueOf, type Typed } from '../forms/typed';
import type { Samling } from './context';
import { hasConsequences, mailsLater } from './editing.server';

/** What a form of the console is answered by when it comes back. */
export interface EditAnswer {
  typed: Typed;
  errors: FieldError[];
  /** What would happen to people: to be said yes to. */
  asks: Asks | null;
  /** Whether somebody else has changed what the form was made from. */
  isStale: boolean;
}

const answers = new WeakMap<Samling, EditAnswer>();

/** In a loader: what the form that was just sent is answered by; null when none was. */
export const editAnswer = (samling: Samling): EditAnswer | null => answers.get(samling) ?? null;

/** Answers a form with itself: everything that was typed, and what is wrong with it. */
export function sendEditBack(samling: Samling, answer: Partial<EditAnswer>, status: 400 | 409 = 400) {
  answers.set(samling, { typed: readTyped(samling.form), errors: [], asks: null, isStale: false, ...answer });
  return data(null, { status });
}

/** What the form is made from when it comes back: as it was sent, until somebody else has changed it and that is told. */
export const basisFor = (answer: EditAnswer | null, now: string): string =>
  (answer && !answer.isStale && valueOf(answer.typed, 'basis')) || now;

/** A date that somebody else has changed since the form was made. */
export class DateChanged extends Error {}

/** Where a change of a series leads, and the fields of its form by what a programme file names them. */
export interface Leads {
  to: string;
  /** The form's field for each of the file's; the first is where other faults stand. */
  fields: Record<string, string>;
  /** What is said where somebody else was first. */
  changedMeanwhile: string;
  /** What it makes of when and where, said above what it does to people. */
  change?: Asks['change'];
  /** Dates that it takes away or gives: asked about first, though nobody may be signed up to them. */
  dates?: Asks['dates'];
  /** What else is asked about first, though it tells nobody anything. */
  warning?: string;
  /** Of the address that it leads to: what was done to which. */
  done?: Record<string, string>;
}

/**
 * Changes a series where that tells nobody anything, or where it has been shown to whom and said yes to; else shows it.
 * What is shown is what would happen: when something else would by now, or something else is asked for, it is shown
 * anew.
 */
export async function changeSeries(samling: Samling, asked: Edit<'series'>, leads: Leads) {
  const { store } = samling;
  // the next date is often changed right after
  let after: SeriesEntry | null = null;
  const change: typeof asked.change = (entry) => (after = asked.change(entry));
  const edit = { ...asked, change, mayFollow: true };
  const now = samling.now();
  const [fallback = ''] = Object.values(leads.fields);
  const refused = (problems: readonly { field: string; message: string }[]) =>
    sendEditBack(
      samling,
      { errors: problems.map(({ field, message }) => ({ name: fieldFor(field, leads.fields) ?? fallback, message })) },
      409,
    );
  try {
    const rehearsal = await rehearse(store, edit, now);
    if (rehearsal.kind === 'missing') throw new Response(null, { status: 404 });
    if (rehearsal.kind === 'same') return redirect(leads.to, 303);
    if (rehearsal.kind === 'refused') return refused(rehearsal.problems);
    if (rehearsal.kind === 'conflict') throw new DateChanged();
    const { consequences } = rehearsal;
    const { change: wasBecomes, dates, warning } = leads;
    const sure = digestOf([consequences, after, wasBecomes ?? null, dates ?? null, warning ?? null]);
    const isNothing = !hasConsequences(consequences) && !dates && !warning;
    if (!isNothing && valueOf(readTyped(samling.form), 'sure') !== sure) {
      return sendEditBack(samling, { asks: { consequences, sure, change: wasBecomes, dates, warning } }, 409);
    }
    const outcome = await editOffer(store, edit, now);
    if (outcome.kind === 'refused') return refused(outcome.problems);
    if (outcome.kind === 'conflict') throw new DateChanged();
    const mails = outcome.kind === 'saved' ? mailsLater(outcome) : '';
    const done = new URLSearchParams({ klart: edit.deed.kind, ...leads.done, ...(mails && { mejl: mails }) });
    return redirect(`${leads.to}?${done}`, 303);
  } catch (error) {
    if (!(error instanceof DateChanged)) throw error;
    return sendEditBack(samling, { errors: [{ name: fallback, message: leads.changedMeanwhile }], isStale: true }, 409);
  }
}

type Shown = [Consequences, SeriesEntry | null, Asks['change'] | null, Asks['dates'] | null, string | null];
const digestOf = (shown: Shown) => createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);

function fieldFor(field: string, fields: Record<string, string>): string | undefined {
  const [first = ''] = field.split(/[[.]/);
  const [last = ''] = field.split('.').slice(-1);
  return fields[last] ?? fields[first];
}
