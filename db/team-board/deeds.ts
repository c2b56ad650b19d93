import type { Instant } from '../../domain/event';
import type { Store } from '../store';
import { refuse } from './board';
import { changeBoard, type AtBoard, type BoardOutcome } from './change-board';
import { isOn } from './rows';

/**
 * Puts a player in a team, or among those without one.
 * @param move.from where the player was when the form was made: who has been moved since is not moved again unseen
 */
export async function movePlayer(
  store: Store,
  at: AtBoard,
  move: { player: string; from: string | null; to: string | null },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const player = board.player(move.player);
    if (player.teamId !== move.from && player.teamId !== move.to) refuse({ kind: 'moved' });
    await board.move(player, move.to === null ? null : board.team(move.to));
    const kind = move.from === null ? 'player-placed' : 'player-moved';
    return { kind, ids: [move.player, move.from, move.to].filter((id) => id !== null) };
  });
}

/** Makes two teams one: everybody goes to the second, whose captain leads them, and the first ends. */
export async function mergeTeams(
  store: Store,
  at: AtBoard,
  merge: { team: string; into: string },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const [team, into] = [board.team(merge.team), board.team(merge.into)];
    if (team.id === into.id) refuse({ kind: 'gone' });
    for (const player of board.membersOf(team.id)) await board.move(player, into, { mayWait: true });
    return { kind: 'teams-merged', ids: [team.id, into.id] };
  });
}

/** Makes two teams of one. @param split.players those who go to the new team */
export async function splitTeam(
  store: Store,
  at: AtBoard,
  split: { team: string; players: readonly string[]; name: string },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const team = board.team(split.team);
    if (team.state === 'waitlisted') refuse({ kind: 'team-waits', team: team.name });
    if (!split.players.length) refuse({ kind: 'nobody-chosen' });
    const players = split.players.map((id) => board.player(id));
    if (players.some((player) => player.teamId !== team.id || !isOn(player))) refuse({ kind: 'moved' });
    if (!split.name) refuse({ kind: 'name-missing' });
    const made = await board.makeTeam(split.name, players);
    if (!board.membersOf(team.id).length) refuse({ kind: 'all-chosen' });
    return { kind: 'team-split', ids: [team.id, made.id], count: players.length };
  });
}

export async function renameTeam(
  store: Store,
  at: AtBoard,
  rename: { team: string; name: string },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const team = board.team(rename.team);
    if (!rename.name) refuse({ kind: 'name-missing' });
    await board.rename(team, rename.name);
    return { kind: 'team-renamed', ids: [team.id] };
  });
}

/** Makes another player of the team its captain: one who has joined by himself. */
export async function changeCaptain(
  store: Store,
  at: AtBoard,
  change: { team: string; player: string },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const [team, player] = [board.team(change.team), board.player(change.player)];
    if (player.teamId !== team.id || !isOn(player)) refuse({ kind: 'moved' });
    if (!player.hasCode) refuse({ kind: 'no-captain' });
    await board.setCaptain(team, player.id);
    return { kind: 'captain-changed', ids: [team.id, player.id] };
  });
}
