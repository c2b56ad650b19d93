import { sql } from 'kysely';
import type { Instant } from '../../domain/event';
import { calledOnce, isOfBoard, type NoticeFacts, type NoticeKind } from '../../domain/notice';
import type { Trx } from '../store';
import { tellEach, type News } from '../tell';
import type { Board } from './board';
import type { PlayerState } from './rows';
import type { BoardStates } from './states';

/**
 * Tells who was moved, who leads a team now and who no longer does, and the captains whose team is another than it was.
 * Each is told one thing, the weightiest. What a deed that is undone would have told is not told after all where it has
 * not been sent.
 */
export async function tellBoard(trx: Trx, board: Board, states: BoardStates, now: Instant): Promise<void> {
  const untold = board.undoing ? await takeBack(trx, newsOf(board, states), board.undoing.at, now) : new Set<string>();
  const news = newsOf(board, states).filter(({ addressee }) => !untold.has(addressee.id));
  await dropEarlierCalls(trx, news, now);
  await tellEach(trx, news, now);
}

function newsOf(board: Board, states: BoardStates): News[] {
  const news = new Map<string, News>();
  const add = (id: string | null, kind: NoticeKind, facts: NoticeFacts = {}) => {
    const player = id === null ? undefined : board.players.get(id);
    if (player && !news.has(player.id)) news.set(player.id, { addressee: addresseeOf(player), kind, facts });
  };
  const living = states.teams.filter(({ after }) => after.state !== 'cancelled');
  for (const { before, after } of living) {
    if (after.captainId !== (before?.captainId ?? null)) add(after.captainId, 'captain', { byOrganiser: true });
  }
  const moved = states.players.filter(({ before, after }) => before.teamId !== after.teamId);
  for (const { id } of moved) add(id, 'team-placed');
  for (const { before, after } of living) {
    if (before && after.captainId !== before.captainId) add(before.captainId, 'team-changed');
  }
  const touched = new Set(moved.flatMap(({ before, after }) => [before.teamId, after.teamId]));
  for (const { id, before, after } of living) if (before && before.name !== after.name) touched.add(id);
  for (const id of touched) add(board.teams.get(id ?? '')?.captainId ?? null, 'team-changed');
  return [...news.values()];
}

const addresseeOf = ({ id, email, addressFailedAt, hasCode }: PlayerState) => ({
  id,
  email,
  address_failed_at: addressFailedAt,
  has_code: hasCode ? (1 as const) : (0 as const),
});

/**
 * Drops what a deed that is undone has written and nobody has been told yet.
 * @param since when that deed was done
 * @returns the signups whom it concerns: they know of nothing
 */
async function takeBack(trx: Trx, news: readonly News[], since: Instant, now: Instant): Promise<Set<string>> {
  const ids = news.map(({ addressee }) => addressee.id);
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'signup_id', 'kind', 'facts', 'state', 'ordinal', 'lease_until'])
    .where('signup_id', 'in', ['', ...ids])
    .where('created_at', '>=', since)
    .execute();
  rows.sort((one, other) => one.ordinal - other.ordinal);
  // a reminder is of how many the team is, and no answer to what the board told
  const last = new Map(rows.filter(({ kind }) => kind !== 'team-incomplete').map((row) => [row.signup_id, row]));
  const unsent = [...last.values()].filter(
    (row) =>
      (row.state === 'queued' || row.state === 'call') &&
      row.lease_until === null &&
      isOfBoard(row.kind as NoticeKind, JSON.parse(row.facts) as NoticeFacts),
  );
  const dropped = await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('id', 'in', ['', ...unsent.map((row) => row.id)])
    .where('lease_until', 'is', null)
    .returning('signup_id')
    .execute();
  return new Set(dropped.flatMap((row) => row.signup_id ?? []));
}

/** Who cannot be mailed is to be called once about the board, however many deeds come within minutes. */
async function dropEarlierCalls(trx: Trx, news: readonly News[], now: Instant): Promise<void> {
  const toCall = news.filter(({ addressee }) => addressee.email === null || addressee.address_failed_at !== null);
  if (!toCall.length) return;
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where(
      'signup_id',
      'in',
      toCall.map(({ addressee }) => addressee.id),
    )
    .where('state', '=', sql.lit('call' as const))
    .where('kind', 'in', ['team-placed', 'team-changed'])
    .where('created_at', '>', now - calledOnce)
    .execute();
}
