import { sql } from 'kysely';
import type { Instant } from '../../domain/event';
import { readProgramme, type Known } from '../../domain/programme/read';
import type { Problem } from '../../domain/programme/problem';
import { serveLine } from '../line';
import { offerById } from '../offers';
import type { Asker, Store, Trx } from '../store';
import { endGoneParts, leaveLine } from './gone-parts';
import { waitingLines } from '../waiting-lines';
import { nobodyTold, tellNews, type ToldCounts } from './news';
import { planOf, refusals, type Plan } from './plan';
import { ChangedMeanwhile, checkUnchanged, lockOffers, statementsOf, writePlan } from './write';

/** What a loading did, for whoever runs it. */
export interface LoadCounts extends ToldCounts {
  organisations: number;
  events: number;
  series: number;
  /** The dates of the file's series, as far ahead as they are made. */
  dates: number;
  /** Events and series (their dates among them) that were not there. */
  added: number;
  /** Events and series that became different. */
  changed: number;
}

export type LoadOutcome =
  /** `doubts` were loaded, and look like slips. */
  { ok: true; counts: LoadCounts; doubts: Problem[] } | { ok: false; problems: Problem[] };

/** What it is busy with. */
export type LoadStep = 'reading' | 'comparing' | 'writing';

export interface LoadOptions {
  now: Instant;
  progress?: (step: LoadStep) => void;
  /**
   * In the transaction that writes, before anything is written, with the offers locked.
   * @throws ChangedMeanwhile where what the file was made from is no longer so
   */
  checkFirst?: (trx: Trx) => Promise<void>;
  /** Another change of the same often follows: who is told that something is new waits for it (`quietBefore`). */
  mayFollow?: boolean;
  /**
   * In the same transaction, once everything has been written and told: what belongs to the change. Not called where
   * the file says what is there already.
   */
  alongside?: (trx: Trx) => Promise<void>;
}

/** How often a plan is made anew when others keep changing what it was made from. */
const attempts = 5;

/**
 * Loads a programme file that JSON.parse has taken apart: all of it or nothing. It reads and compares first, and takes
 * the write lock only for what differs, so that signups hardly wait. CONTRACT §5.3–5.8.
 *
 * What happens when one date of a series is moved, from the file to the mail:
 * 1. `occurrencesOf` (domain/recurrence.ts) gives the date its new times; its own name, the rule's date, stays.
 * 2. `desiredDate` (desired.ts) makes the event's row of it, with activities, shifts and closing moved along.
 * 3. `compare` (compare.ts) finds that the row differs, and raises the event's SEQUENCE, since time or place did.
 * 4. `writePlan` (write.ts) writes it, once the offers are locked and nothing that was compared has changed meanwhile.
 * 5. `tellNews` (news.ts) raises SEQUENCE on the signups to the date, or to its whole series, and writes `updated` to
 *    the outbox for each.
 * 6. `serveLine` (db/line.ts) serves the lines: where the start has moved, so has the time when waiting is over.
 * The worker (emails/worker.ts) sends the mails after that, each with what is true when it is sent.
 * @throws Unavailable when the database cannot answer, ChangedMeanwhile when others change the same events all the time
 */
export async function loadProgramme(store: Store, file: unknown, options: LoadOptions): Promise<LoadOutcome> {
  const { now, progress = () => {} } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      progress('reading');
      const read = readProgramme(file, await knownBy(store.read));
      if (!read.ok) return read;
      progress('comparing');
      const plan = await planOf(store.read, read.programme, now);
      const problems = await refusals(store.read, plan, file, now);
      if (problems.length) return { ok: false, problems };
      progress('writing');
      const told = await carryOut(store, plan, file, options);
      const { organisations, events, series } = read.programme;
      const added = plan.changes.filter((change) => !change.before).length;
      const counts = {
        organisations: organisations.length,
        events: events.length,
        series: series.length,
        dates: plan.dates,
        added,
        changed: plan.changes.length - added,
        ...told,
      };
      return { ok: true, counts, doubts: read.doubts };
    } catch (error) {
      if (attempt === attempts || !(error instanceof ChangedMeanwhile || isTaken(error))) throw error;
    }
  }
}

/** Writes a plan in one transaction. @returns how many signups were told */
async function carryOut(store: Store, plan: Plan, file: unknown, options: LoadOptions): Promise<ToldCounts> {
  const { now, checkFirst, mayFollow, alongside } = options;
  const differs = plan.site !== null || plan.organisations.length > 0 || plan.changes.length > 0;
  if (!differs && !(await linesOf(store.read, plan)).length) return nobodyTold;
  const statements = statementsOf(store.read, plan);
  const affected = plan.changes.flatMap((change) => (change.before ? [change.row.id] : []));

  return store.transact(async (trx) => {
    const lines = new Set((await linesOf(trx, plan)).map((line) => line.offer_id));
    await lockOffers(trx, store.dialect, [...new Set([...affected, ...lines])]);
    await checkUnchanged(trx, plan);
    await checkFirst?.(trx);
    if ((await refusals(trx, plan, file, now)).length) throw new ChangedMeanwhile('signups');
    await writePlan(trx, plan, statements);
    const gone = await endGoneParts(trx, plan.changes);
    const told = await tellNews(trx, plan, { lines, gone, mayFollow }, now);
    await leaveLine(trx, gone, now);
    await serveLines(trx, plan, now);
    if (differs) await alongside?.(trx);
    return told;
  });
}

async function serveLines(trx: Trx, plan: Plan, now: Instant): Promise<void> {
  for (const { offer_id, event_id } of await linesOf(trx, plan)) {
    await serveLine(trx, await offerById(trx, event_id === null ? 'series' : 'event', offer_id), now);
  }
}

/** The offers of the file in whose line somebody stands. */
async function linesOf(asker: Asker, plan: Plan): Promise<{ offer_id: string; event_id: string | null }[]> {
  const { rows } = await sql<{ offer_id: string; event_id: string | null }>`
    with recursive ${waitingLines}
    select line.offer_id, (select event.id from event where event.id = line.offer_id) as event_id from line
    where line.offer_id is not null`.execute(asker);
  return rows.filter((line) => plan.named.has(line.offer_id));
}

/** The organisations, series and events of earlier files. */
async function knownBy(asker: Asker): Promise<Known> {
  const organisations = await asker.selectFrom('organisation').select('slug').execute();
  const series = await asker.selectFrom('series').select('slug').execute();
  const events = await asker
    .selectFrom('event')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(['event.slug', 'series.slug as series_slug'])
    .execute();
  return {
    organisations: new Set(organisations.map((row) => row.slug)),
    series: new Set(series.map((row) => row.slug)),
    events: new Map(events.map((row) => [row.slug, row.series_slug])),
  };
}

/** Whether somebody else has just written a row of the same name. */
export function isTaken(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
