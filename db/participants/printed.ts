import { sql } from 'kysely';
import { compareNames } from '../../domain/language/order';
import type { Offer } from '../../domain/offer';
import type { PrintedColumns } from '../../domain/printed-columns';
import type { Answers } from '../../domain/question';
import type { Asker } from '../store';

/** One on a list on paper. */
export interface Printed {
  id: string;
  name: string;
  partySize: number;
  /** Of their team. */
  isCaptain: boolean;
  /** null also where no phones were asked for. */
  phone: string | null;
  /** null also where no notes were asked for. */
  note: string | null;
  /** To the questions that were asked for, and to no others. */
  answers: Answers;
}

/** A part of a list on paper. */
export interface PrintedGroup {
  /** An activity's or a shift's id; null: no part of it, or all. */
  part: string | null;
  /** Where all are listed by team: the team's name, or null for those without one. */
  team?: string | null;
  rows: Printed[];
}

/**
 * Those who have a place, by name in Swedish order, for a list on paper.
 * @param which.part an activity's or a shift's id; `each` is a list for each of them; null is everybody, by team where
 *   there are teams
 * @param which.columns what the list has beside names: nothing else is read
 */
export async function printedList(
  asker: Asker,
  offer: Offer,
  which: { part: string | null; columns: PrintedColumns },
): Promise<PrintedGroup[]> {
  const { phones, notes, questions } = which.columns;
  const rows = await asker
    .selectFrom('signup')
    .select(['id', 'name', 'party_size', 'team_id'])
    .$if(phones, (query) => query.select('phone'))
    .$if(notes, (query) => query.select('note'))
    .$if(questions.length > 0, (query) => query.select('answers'))
    .where('offer_id', '=', offer.id)
    .where('state', '=', sql.lit('confirmed' as const))
    .where('nonce', '<>', '')
    .execute();
  const teams = offer.teams ? await teamsOf(asker, offer.id) : [];
  const captains = new Set(teams.map(({ captain_id }) => captain_id));
  const people = rows
    .map((row): Printed => ({
      id: row.id,
      name: row.name,
      partySize: row.party_size,
      isCaptain: captains.has(row.id),
      phone: row.phone ?? null,
      note: row.note ?? null,
      answers: answersTo(questions, row.answers),
    }))
    .sort((one, other) => compareNames(one.name, other.name) || (one.id < other.id ? -1 : 1));
  if (which.part === null) {
    if (!offer.teams || !people.length) return [{ part: null, rows: people }];
    const teamOf = new Map(rows.map((row) => [row.id, row.team_id]));
    return [...teams, { id: null, name: null }]
      .map(({ id, name }) => ({ part: null, team: name, rows: people.filter((one) => teamOf.get(one.id) === id) }))
      .filter((group) => group.rows.length);
  }

  const pools = await poolsHeld(asker, offer);
  const chosen = (id: string, part: Offer['parts'][number]) => pools.get(part.poolId)?.has(id) ?? false;
  const groups = offer.parts
    .filter(({ status }) => status === 'published')
    .map((part) => ({ part: part.id, rows: people.filter(({ id }) => chosen(id, part)) }));
  if (which.part !== 'each') return groups.filter(({ part }) => part === which.part);
  const without = people.filter(({ id }) => !offer.parts.some((part) => chosen(id, part)));
  return without.length ? [...groups, { part: null, rows: without }] : groups;
}

function answersTo(questions: readonly string[], answers: string | undefined): Answers {
  if (answers === undefined) return {};
  const all = JSON.parse(answers) as Answers;
  return Object.fromEntries(questions.flatMap((id) => (all[id] === undefined ? [] : [[id, all[id]]])));
}

/** An event's teams, by name in Swedish order. */
async function teamsOf(asker: Asker, eventId: string) {
  const teams = await asker
    .selectFrom('team')
    .select(['id', 'name', 'captain_id'])
    .where('event_id', '=', eventId)
    .execute();
  return teams.sort((one, other) => compareNames(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

/** Who holds places in each activity and shift, by its pool. */
async function poolsHeld(asker: Asker, offer: Offer): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>();
  for (const { poolId } of offer.parts) {
    const claims = await asker
      .selectFrom('claim')
      .select('holder_id')
      .where('pool_id', '=', poolId)
      .where('state', '=', sql.lit('held' as const))
      .execute();
    held.set(poolId, new Set(claims.map(({ holder_id }) => holder_id)));
  }
  return held;
}
