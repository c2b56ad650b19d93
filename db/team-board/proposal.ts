import { createHash } from 'node:crypto';
import { chanceFrom } from '../../domain/chance';
import type { Instant } from '../../domain/event';
import { isOver, type Offer } from '../../domain/offer';
import { friendPairs, matchWishes } from '../../domain/play-with';
import { proposeTeams, type Proposal } from '../../domain/team-proposal';
import { countPools } from '../pools';
import { offerById } from '../offers';
import type { Asker, Store } from '../store';
import { refuse } from './board';
import { changeBoard, type AtBoard, type BoardOutcome } from './change-board';
import { isOn, readBoardRows, type PlayerState, type TeamState } from './rows';

/** A team as a proposal would have it. */
export interface ProposedTeam {
  /** A team's id, or `new-1` … */
  id: string;
  /** null: it is to be made, and has no name yet. */
  name: string | null;
  before: number;
  after: number;
  /** Whether it would be as many as it needs. */
  whole: boolean;
  placed: { id: string; name: string; partySize: number; friend: boolean }[];
}

/** A proposal as it is shown: names and numbers, and no audience. */
export interface ShownProposal {
  /** What it was made from: it is used only on the same. */
  basis: string;
  min: number;
  max: number;
  teams: ProposedTeam[];
  left: string[];
  open: boolean;
}

/**
 * Where the lone players of an event could play. Teams in line, and players who wait, are left alone.
 * @param seed another gives another proposal, where there is more than one good one
 * @returns undefined where the event has no teams
 */
export async function readProposal(
  asker: Asker,
  eventId: string,
  seed: number,
  now: Instant,
): Promise<ShownProposal | undefined> {
  const offer = await offerById(asker, 'event', eventId);
  if (!offer.teams) return undefined;
  const rows = await readBoardRows(asker, offer);
  const { proposal, basis, pairs } = await propose(asker, offer, rows, seed);
  const playerOf = new Map(rows.players.map((player) => [player.id, player]));
  const { min, max } = offer.teams;
  const teams = [...rows.teams.filter(({ state }) => state === 'confirmed').map(({ id }) => id), ...proposal.newTeams];
  const teamAfter = new Map(rows.players.map((player) => [player.id, player.teamId]));
  for (const { player, team } of proposal.placements) teamAfter.set(player, team);
  const hasFriend = (id: string) =>
    pairs.some(
      ([one, other]) =>
        (one === id || other === id) && teamAfter.get(one) === teamAfter.get(other) && teamAfter.get(one),
    );
  return {
    basis,
    min,
    max,
    open: offer.status !== 'cancelled' && !isOver(offer, now),
    teams: teams.flatMap((id) => {
      const placed = proposal.placements.flatMap((one) => (one.team === id ? (playerOf.get(one.player) ?? []) : []));
      if (!placed.length) return [];
      const before = peopleIn(rows.players.filter((player) => player.teamId === id && isOn(player)));
      const after = before + peopleIn(placed);
      return {
        id,
        name: rows.teams.find((team) => team.id === id)?.name ?? null,
        before,
        after,
        whole: after >= min,
        placed: placed.map((player) => ({
          id: player.id,
          name: player.name,
          partySize: player.partySize,
          friend: Boolean(hasFriend(player.id)),
        })),
      };
    }),
    left: proposal.left.map((id) => playerOf.get(id)?.name ?? ''),
  };
}

/**
 * Uses a proposal, as one deed that can be undone.
 * @param use.players those who were left ticked
 * @param use.names of the teams to be made: `new-1` and so on
 */
export async function useProposal(
  store: Store,
  at: AtBoard,
  use: { basis: string; seed: number; players: readonly string[]; names: ReadonlyMap<string, string> },
  now: Instant,
): Promise<BoardOutcome> {
  return changeBoard(store, at, now, async (board) => {
    const rows = await readBoardRows(board.trx, board.offer);
    const { proposal, basis } = await propose(board.trx, board.offer, rows, use.seed);
    if (basis !== use.basis) refuse({ kind: 'outdated' });
    const used = proposal.placements.filter(({ player }) => use.players.includes(player));
    if (!used.length) refuse({ kind: 'nobody-chosen' });
    for (const name of proposal.newTeams) {
      const players = used.filter(({ team }) => team === name).map(({ player }) => board.player(player));
      if (!players.length) continue;
      const written = use.names.get(name);
      if (!written) refuse({ kind: 'name-missing' });
      await board.makeTeam(written, players);
    }
    for (const { player, team } of used) {
      if (!proposal.newTeams.includes(team)) await board.move(board.player(player), board.team(team));
    }
    return { kind: 'proposal-used', ids: used.map(({ player }) => player), count: used.length };
  });
}

async function propose(
  asker: Asker,
  offer: Offer,
  { teams, players }: { teams: TeamState[]; players: PlayerState[] },
  seed: number,
): Promise<{ proposal: Proposal; basis: string; pairs: [string, string][] }> {
  const terms = offer.teams!;
  const pool = (await countPools(asker, offer.id)).pools.get(terms.poolId);
  const free = pool?.capacity == null ? Infinity : Math.max(0, pool.capacity - pool.taken);
  // nobody who waits has a place to play with
  const confirmed = players.filter((player) => player.state === 'confirmed');
  const pairs = friendPairs(matchWishes(confirmed)).sort();
  const own = (teamId: string | null) => confirmed.filter((player) => player.teamId === teamId).map(inProposal);
  const growing = teams.filter((team) => team.state === 'confirmed').map(({ id }) => ({ id, players: own(id) }));
  const given = { min: terms.min, max: terms.max, newTeams: free };
  const lone = own(null);
  const basis = createHash('sha256')
    .update(JSON.stringify([growing, lone, pairs, given]))
    .digest('base64url');
  return { proposal: proposeTeams(growing, lone, pairs, given, chanceFrom(seed)), basis: basis.slice(0, 22), pairs };
}

const inProposal = ({ id, partySize, audience, hasCode }: PlayerState) => ({ id, size: partySize, audience, hasCode });

const peopleIn = (players: readonly PlayerState[]) => players.reduce((people, one) => people + one.partySize, 0);
