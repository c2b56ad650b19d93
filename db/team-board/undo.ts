import type { Instant } from '../../domain/event';
import type { Asker, Store } from '../store';
import { teamPoolOf, teamByWords } from '../teams';
import { refuse, type Board } from './board';
import { changeBoard, type AtBoard, type BoardOutcome } from './change-board';
import type { DeedKind } from '../../domain/deed';
import type { BoardStates } from './states';

/** The last deed on a board that has not been undone. */
export interface LastDeed {
  id: string;
  at: Instant;
  kind: DeedKind;
  states: BoardStates;
}

export async function lastDeedOn(asker: Asker, eventId: string): Promise<LastDeed | undefined> {
  const row = await asker
    .selectFrom('undo')
    .select(['id', 'at', 'kind', 'states'])
    .where('offer_id', '=', eventId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, states: JSON.parse(row.states) as BoardStates };
}

/**
 * Undoes the last deed on a board: everybody it moved goes back, teams it ended are again, with their codes and words,
 * and teams it made end. Refused where something has happened since that stands in the way.
 * @param undoId what the page offered to undo: two who press at once undo one deed
 */
export async function undoLast(store: Store, at: AtBoard, undoId: string, now: Instant): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const last = await lastDeedOn(board.trx, board.offer.id);
    if (!last || last.id !== undoId) refuse({ kind: 'nothing-to-undo' });
    board.undoing = { id: last.id, at: last.at };
    const { players, teams } = last.states;
    for (const { id, after } of players) {
      if (board.players.get(id)?.teamId !== after.teamId) refuse({ kind: 'in-the-way' });
    }
    for (const { id, before, after } of teams) {
      if (before && before.state !== 'cancelled' && after.state === 'cancelled') await restore(board, id, before);
      else {
        const team = board.teams.get(id);
        if (team?.name !== after.name || team.captainId !== after.captainId) refuse({ kind: 'in-the-way' });
      }
    }
    // all off first, so that none stands in another's way
    for (const { id } of players) await board.detach(board.player(id));
    for (const { id, before } of players) {
      const player = board.player(id);
      if (before.withTeam) await board.setState(player, 'waitlisted', null);
      if (before.teamId === null) continue;
      const team = board.teams.get(before.teamId);
      if (!team || team.state === 'cancelled') refuse({ kind: 'in-the-way' });
      if (!board.hasRoom(player, team)) refuse({ kind: 'in-the-way' });
      await board.attach(player, team);
    }
    for (const { id, before } of teams) {
      const team = board.team(id);
      if (!before) {
        if (board.membersOf(id).length) refuse({ kind: 'in-the-way' });
        await board.endTeam(team);
      } else {
        if (team.name !== before.name) await board.rename(team, before.name);
        if (team.captainId !== before.captainId) await board.setCaptain(team, before.captainId);
      }
    }
    return { kind: 'board-undone', ids: [...players, ...teams].map(({ id }) => id) };
  });
}

async function restore(board: Board, id: string, before: NonNullable<BoardStates['teams'][number]['before']>) {
  const row = await board.trx.selectFrom('team').selectAll().where('id', '=', id).executeTakeFirst();
  if (row?.state !== 'cancelled' || row.nonce === '') refuse({ kind: 'in-the-way' });
  if (before.words !== null && (await teamByWords(board.trx, before.words))) refuse({ kind: 'in-the-way' });
  const { number, created_at: createdAt } = row;
  await board.restoreTeam({ id, number, createdAt, poolId: await teamPoolOf(board.trx, id), ...before });
}
