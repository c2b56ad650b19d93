import { sql } from 'kysely';
import type { Instant, SignupState } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import type { Asker } from '../store';

type Living = Exclude<SignupState, 'cancelled'>;

/** A team on the board. */
export interface TeamState {
  id: string;
  number: number;
  name: string;
  state: SignupState;
  captainId: string | null;
  words: string | null;
  lineNo: number | null;
  createdAt: Instant;
  /** The pool of its players. */
  poolId: string;
}

/** A signup on the board: a player, or a party. */
export interface PlayerState {
  id: string;
  /** null: without a team. */
  teamId: string | null;
  state: Living;
  lineNo: number | null;
  name: string;
  nameFolded: string;
  email: string | null;
  addressFailedAt: Instant | null;
  phone: string | null;
  partySize: number;
  hasCode: boolean;
  audience: string | null;
  playWith: string | null;
  createdAt: Instant;
}

/**
 * The living teams of an event, and everybody who plays: those on teams, and those without one. Who only helps at a
 * shift plays not. Teams that have their place first, by number; those in line after, in its order. Players in the order
 * in which they came, which is that of a captain's successors.
 */
export async function readBoardRows(
  asker: Asker,
  offer: Pick<Offer, 'id' | 'poolId'>,
): Promise<{ teams: TeamState[]; players: PlayerState[] }> {
  const teams = await asker
    .selectFrom('team')
    .innerJoin('pool', 'pool.team_id', 'team.id')
    .select(['team.id', 'team.number', 'team.name', 'team.state', 'team.captain_id', 'team.words', 'team.line_no'])
    .select(['team.created_at', 'pool.id as pool_id'])
    .where('team.event_id', '=', offer.id)
    .where('team.state', 'in', [sql.lit('confirmed' as const), sql.lit('waitlisted' as const)])
    .execute();
  const players = await asker
    .selectFrom('signup')
    .select(['id', 'team_id', 'state', 'line_no', 'name', 'name_folded', 'email', 'address_failed_at', 'phone'])
    .select(['party_size', 'has_code', 'audience', 'play_with', 'created_at'])
    .where('offer_id', '=', offer.id)
    .where('state', 'in', [sql.lit('confirmed' as const), sql.lit('waitlisted' as const)])
    .where((eb) =>
      eb.or([
        eb('team_id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('claim')
            .select(sql.lit(1).as('one'))
            .whereRef('claim.holder_id', '=', 'signup.id')
            .where('claim.pool_id', '=', offer.poolId)
            .where('claim.state', '<>', sql.lit('ended' as const)),
        ),
      ]),
    )
    .execute();
  return {
    teams: teams
      .map((row) => ({
        id: row.id,
        number: row.number,
        name: row.name,
        state: row.state,
        captainId: row.captain_id,
        words: row.words,
        lineNo: row.line_no,
        createdAt: row.created_at,
        poolId: row.pool_id,
      }))
      .sort((one, other) => (one.lineNo ?? 0) - (other.lineNo ?? 0) || one.number - other.number),
    players: players
      .map((row) => ({
        id: row.id,
        teamId: row.team_id,
        state: row.state as Living,
        lineNo: row.line_no,
        name: row.name,
        nameFolded: row.name_folded,
        email: row.email,
        addressFailedAt: row.address_failed_at,
        phone: row.phone,
        partySize: row.party_size,
        hasCode: row.has_code === 1,
        audience: row.audience,
        playWith: row.play_with,
        createdAt: row.created_at,
      }))
      .sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)),
  };
}

/** Whether a player is on the team, or waits with it; the others wait alone for a place in it. */
export const isOn = (player: Pick<PlayerState, 'state' | 'lineNo'>): boolean =>
  player.state === 'confirmed' || player.lineNo === null;

/** People on a team, those who wait with it included. */
export function peopleOn(teamId: string, players: Iterable<PlayerState>): number {
  let people = 0;
  for (const player of players) if (player.teamId === teamId && isOn(player)) people += player.partySize;
  return people;
}
