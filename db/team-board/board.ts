import { fits, giveBack, grant, type Claim, type Pools } from '../../domain/capacity';
import type { Instant, SignupState } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import { foldName } from '../../domain/search';
import { lastInLine } from '../line';
import { insertClaims } from '../signup-rows';
import type { Store, Trx } from '../store';
import { newTeam, newTeamPool } from '../team-registration';
import { isOn, peopleOn, type PlayerState, type TeamState } from './rows';

/** Why a deed on the board is refused: nothing is then changed. */
export type BoardRefusal =
  /** The player or the team is no longer there. */
  | { kind: 'gone' }
  /** Somebody has moved the player meanwhile. */
  | { kind: 'moved' }
  /** `room`: people for whom there is room. */
  | { kind: 'team-full'; team: string; room: number }
  | { kind: 'event-full' }
  /** The event takes no more teams. */
  | { kind: 'no-more-teams' }
  /** The team is in line itself: whoever has a place would lose it there. */
  | { kind: 'team-waits'; team: string }
  /** Nobody would be left on the team who has joined by himself, though somebody is. */
  | { kind: 'leaves-names'; team: string }
  /** Among those chosen nobody has joined by himself, so that nobody can lead them. */
  | { kind: 'no-captain' }
  | { kind: 'nobody-chosen' }
  /** Of a team that is split: somebody has to stay. */
  | { kind: 'all-chosen' }
  | { kind: 'name-missing' }
  | { kind: 'over' }
  | { kind: 'event-cancelled' }
  /** Nothing is left to undo, or somebody has undone it already. */
  | { kind: 'nothing-to-undo' }
  /** Something has happened since that the undoing would undo too. */
  | { kind: 'in-the-way' }
  /** The board is another than the one that a proposal was made for. */
  | { kind: 'outdated' };

/** Carries a refusal out of a transaction that must leave nothing behind. */
export class Refused extends Error {
  constructor(readonly why: BoardRefusal) {
    super(why.kind);
  }
}

export function refuse(why: BoardRefusal): never {
  throw new Refused(why);
}

/** The teams and players of an event inside a change: what is done here is written, and stands in the maps. */
export class Board {
  readonly teams: Map<string, TeamState>;
  readonly players: Map<string, PlayerState>;
  /** Of an undoing: what it undoes. */
  undoing: { id: string; at: Instant } | null = null;
  /** Teams that somebody has left. */
  readonly #left = new Set<string>();

  constructor(
    readonly store: Store,
    readonly trx: Trx,
    readonly offer: Offer,
    readonly terms: NonNullable<Offer['teams']>,
    private pools: Pools,
    readonly now: Instant,
    teams: readonly TeamState[],
    players: readonly PlayerState[],
  ) {
    this.teams = new Map(teams.map((team) => [team.id, team]));
    this.players = new Map(players.map((player) => [player.id, player]));
  }

  /** How it is now, to be compared with later. */
  copy(): Pick<Board, 'teams' | 'players'> {
    const copied = <T extends object>(map: Map<string, T>) => new Map([...map].map(([id, one]) => [id, { ...one }]));
    return { teams: copied(this.teams), players: copied(this.players) };
  }

  team(id: string): TeamState {
    const team = this.teams.get(id);
    return team && team.state !== 'cancelled' ? team : refuse({ kind: 'gone' });
  }

  player(id: string): PlayerState {
    return this.players.get(id) ?? refuse({ kind: 'gone' });
  }

  membersOf(teamId: string): PlayerState[] {
    return [...this.players.values()].filter((player) => player.teamId === teamId);
  }

  /**
   * Puts a player in a team, or with null among those without one. Who has a place keeps it; who waits with a team
   * that is left gets one, or nothing is done; who waits alone waits on, now for the team's place too.
   * @param how.mayWait one who waits alone may do so for a team that is full
   */
  async move(player: PlayerState, to: TeamState | null, how: { mayWait?: boolean } = {}): Promise<void> {
    if (player.teamId === (to?.id ?? null)) return;
    const waitsWithTeam = player.teamId !== null && player.state === 'waitlisted' && player.lineNo === null;
    if (to?.state === 'waitlisted') {
      if (!waitsWithTeam) refuse({ kind: 'team-waits', team: to.name });
      const room = this.terms.max - peopleOn(to.id, this.players.values());
      if (player.partySize > room) refuse({ kind: 'team-full', team: to.name, room });
    } else if (to && !(how.mayWait && player.state === 'waitlisted' && !waitsWithTeam)) {
      if (!fits([claimOn(to, player)], this.pools, this.now)) {
        refuse({ kind: 'team-full', team: to.name, room: this.terms.max - peopleOn(to.id, this.players.values()) });
      }
    }
    await this.detach(player);
    if (waitsWithTeam && to?.state !== 'waitlisted') {
      if (to && !fits([...(await this.#claimsOf(player)), claimOn(to, player)], this.pools, this.now)) {
        refuse({ kind: 'event-full' });
      }
      if (to) await this.setState(player, 'confirmed', null);
      else await this.setState(player, 'waitlisted', await lastInLine(this.trx, this.offer));
    }
    if (to) await this.attach(player, to);
  }

  /** Takes a player off a team, without a word of what becomes of either. */
  async detach(player: PlayerState): Promise<void> {
    const team = player.teamId === null ? undefined : this.teams.get(player.teamId);
    if (!team) return;
    this.#left.add(team.id);
    await this.trx.deleteFrom('claim').where('holder_id', '=', player.id).where('pool_id', '=', team.poolId).execute();
    if (player.state === 'confirmed') this.pools = giveBack([claimOn(team, player)], this.pools);
    player.teamId = null;
    await this.#write(player);
  }

  /** Puts a player who is on no team on one, in the state that the player is in. */
  async attach(player: PlayerState, team: TeamState): Promise<void> {
    const claim = claimOn(team, player);
    await insertClaims(this.trx, { signup_id: player.id }, [claim], player.state === 'confirmed' ? 'held' : 'waiting');
    if (player.state === 'confirmed') this.pools = grant([claim], this.pools);
    player.teamId = team.id;
    await this.#write(player);
  }

  /** Whether a player on no team can be put on one: there is room, or the player waits for it alone. */
  hasRoom(player: PlayerState, team: TeamState): boolean {
    if (player.lineNo !== null) return true;
    if (team.state === 'confirmed') return fits([claimOn(team, player)], this.pools, this.now);
    return peopleOn(team.id, this.players.values()) + player.partySize <= this.terms.max;
  }

  /** Gives a player who is on no team the places that are asked for, or takes them back. */
  async setState(player: PlayerState, state: PlayerState['state'], lineNo: number | null): Promise<void> {
    if (player.state !== state) {
      const claims = await this.#claimsOf(player);
      this.pools = (state === 'confirmed' ? grant : giveBack)(claims, this.pools);
      const [from, to] = state === 'confirmed' ? (['waiting', 'held'] as const) : (['held', 'waiting'] as const);
      await this.trx
        .updateTable('claim')
        .set({ state: to })
        .where('holder_id', '=', player.id)
        .where('state', '=', from)
        .execute();
    }
    player.state = state;
    player.lineNo = lineNo;
    await this.#write(player);
  }

  /** Makes a team of players who have a place. @returns it, with those players on it */
  async makeTeam(name: string, players: readonly PlayerState[]): Promise<TeamState> {
    const captain = players.find((player) => player.hasCode);
    if (!captain) refuse({ kind: 'no-captain' });
    if (!this.#takesTeam()) refuse({ kind: 'no-more-teams' });
    const made = { name, captainId: captain.id, state: 'confirmed' as const };
    const row = await newTeam(this.trx, this.store, this.offer, made, this.now);
    const poolId = await newTeamPool(this.trx, this.offer, row);
    const own = { id: poolId, capacity: this.terms.max, taken: 0, kept: [] };
    this.pools = grant([this.#placeOfTeam()], new Map([...this.pools, [poolId, own]]));
    const { id, number, words } = row;
    const team = { id, number, words, ...made, lineNo: null, createdAt: this.now, poolId };
    this.teams.set(id, team);
    for (const player of players) await this.move(player, team);
    return team;
  }

  async rename(team: TeamState, name: string): Promise<void> {
    team.name = name;
    const set = { name, name_folded: foldName(name) };
    await this.trx.updateTable('team').set(set).where('id', '=', team.id).execute();
  }

  async setCaptain(team: TeamState, captainId: string | null): Promise<void> {
    team.captainId = captainId;
    await this.trx.updateTable('team').set({ captain_id: captainId }).where('id', '=', team.id).execute();
  }

  /** Ends a team that nobody is left on, and gives its place back. */
  async endTeam(team: TeamState): Promise<void> {
    if (team.state === 'confirmed') this.pools = giveBack([this.#placeOfTeam()], this.pools);
    Object.assign(team, { state: 'cancelled', words: null, lineNo: null });
    const set = { state: 'cancelled' as const, line_no: null, words: null };
    await this.trx.updateTable('team').set(set).where('id', '=', team.id).execute();
    await this.trx.updateTable('claim').set({ state: 'ended' }).where('holder_id', '=', team.id).execute();
  }

  /** Lets a team that has ended be again, as it was. Whoever calls has seen that its three words are free. */
  async restoreTeam(team: TeamState): Promise<void> {
    if (team.state === 'confirmed' && !this.#takesTeam()) refuse({ kind: 'no-more-teams' });
    if (team.state === 'confirmed') this.pools = grant([this.#placeOfTeam()], this.pools);
    this.teams.set(team.id, team);
    const { name, state, words, lineNo, captainId } = team;
    await this.trx
      .updateTable('team')
      .set({ name, name_folded: foldName(name), state, words, line_no: lineNo, captain_id: captainId })
      .where('id', '=', team.id)
      .execute();
    await this.trx
      .updateTable('claim')
      .set({ state: state === 'confirmed' ? 'held' : 'waiting' })
      .where('holder_id', '=', team.id)
      .execute();
  }

  /** What becomes of the teams that somebody has left: an empty one ends, a captain's role passes. CONTRACT §3.13 */
  async settle(): Promise<void> {
    for (const id of this.#left) {
      const team = this.teams.get(id);
      if (!team || team.state === 'cancelled') continue;
      const members = this.membersOf(id);
      const [next] = members.filter((member) => member.hasCode && isOn(member));
      if (!members.length) await this.endTeam(team);
      else if (!next) refuse({ kind: 'leaves-names', team: team.name });
      else if (!members.some((member) => member.id === team.captainId)) await this.setCaptain(team, next.id);
    }
  }

  #placeOfTeam = (): Claim => ({ poolId: this.terms.poolId, places: 1, audience: null });
  #takesTeam = (): boolean => fits([this.#placeOfTeam()], this.pools, this.now);

  async #claimsOf(player: PlayerState): Promise<Claim[]> {
    const rows = await this.trx
      .selectFrom('claim')
      .select(['pool_id', 'places'])
      .where('holder_id', '=', player.id)
      .where('state', '<>', 'ended')
      .execute();
    return rows.map((row) => ({ poolId: row.pool_id, places: row.places, audience: player.audience }));
  }

  async #write({ id, teamId, state, lineNo }: PlayerState): Promise<void> {
    await this.trx
      .updateTable('signup')
      .set((eb) => ({
        team_id: teamId,
        state: state as SignupState,
        line_no: lineNo,
        sequence: eb('sequence', '+', 1),
        updated_at: this.now,
      }))
      .where('id', '=', id)
      .execute();
  }
}

const claimOn = (team: TeamState, { partySize, audience }: PlayerState): Claim => ({
  poolId: team.poolId,
  places: partySize,
  audience,
});
