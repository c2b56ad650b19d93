import { changeSignup, cancelSignup } from '../../../db/changes';
import { readEventView } from '../../../db/api-views';
import { serveByClock } from '../../../db/clock';
import { addOrganiser } from '../../../db/organisers';
import type { AtSignup } from '../../../db/participants/acting';
import { approveSignup, declineSignup } from '../../../db/participants/approval';
import { promoteSignup } from '../../../db/participants/promotion';
import { signupByCode } from '../../../db/signup-rows';
import { loadProgramme } from '../../../db/programme/load';
import { receiptByCode } from '../../../db/receipts';
import { signUp } from '../sign-up';
import type { Store } from '../../../db/store';
import { joinTeam } from '../../../db/team-joining';
import { registerTeam } from '../../../db/team-registration';
import { withdrawTeam } from '../../../db/teams';
import type { NoticeFacts } from '../../../domain/notice';
import { localToInstant } from '../../../domain/time';
import { wish } from '../sample';
import {
  isShift,
  type Change,
  type Model,
  type Part,
  type Person,
  type Team,
  type Terms,
  type Time,
  type Wish,
} from './places';

/** The event's address; each database holds one at a time. */
const slug = 'evenemanget';

/** The product with one event in it, spoken to in the model's words. */
export class Real {
  now: Time;
  readonly #codes = new Map<Person, string>();
  readonly #teams = new Map<Team, string>();

  constructor(
    readonly store: Store,
    model: Model,
  ) {
    this.now = model.now;
  }

  /** How often what came of what. */
  readonly counts = new Map<string, number>();
  count(what: string): void {
    this.counts.set(what, 1 + (this.counts.get(what) ?? 0));
  }

  get #instant() {
    return localToInstant(this.now, 'Europe/Stockholm');
  }

  async signUp(asked: Wish, key: string | null) {
    const to = { type: 'event', slug } as const;
    return heard(await signUp(this.store, to, wish(written(asked)), key, this.#instant));
  }

  async registerTeam(name: string, captain: Wish, players: string[], key: string | null) {
    const team = { name, captain: wish(written(captain)), players };
    return heard(await registerTeam(this.store, slug, team, key, this.#instant));
  }

  async joinTeam(team: Team, asked: Wish, key: string | null) {
    return heard(await joinTeam(this.store, this.#teams.get(team)!, wish(written(asked)), key, this.#instant));
  }

  async change(person: Person, change: Change) {
    const { team, players } = change;
    const asked = { ...written(change), team, players };
    return heard(await changeSignup(this.store, this.codeOf(person), asked, this.#instant));
  }

  async cancel(person: Person) {
    return heard(await cancelSignup(this.store, this.codeOf(person), this.#instant));
  }

  async withdraw(person: Person) {
    return heard(await withdrawTeam(this.store, this.codeOf(person), this.#instant));
  }

  async approve(person: Person) {
    return heard(await approveSignup(this.store, await this.#at(person), this.#instant));
  }

  async decline(person: Person) {
    return heard(await declineSignup(this.store, await this.#at(person), this.#instant));
  }

  async promote(person: Person, regardless: boolean) {
    const how = { reason: 'ett skäl', regardless };
    return heard(await promoteSignup(this.store, await this.#at(person), how, this.#instant));
  }

  /** An organiser at somebody's signup. */
  async #at(person: Person): Promise<AtSignup> {
    const { read } = this.store;
    const who = { email: 'arrangor@example.se', name: null, organisation: 'kommunen', role: 'organiser' as const };
    await addOrganiser(this.store, who, this.#instant);
    const organiser = await read.selectFrom('organiser').select('id').executeTakeFirstOrThrow();
    const organisation = await read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const { id, offer_id } = (await signupByCode(this.store, read, this.codeOf(person)))!;
    return { offerId: offer_id, signupId: id, by: organiser.id, organisationId: organisation.id };
  }

  byClock = () => serveByClock(this.store, this.#instant);

  async load(terms: Terms): Promise<void> {
    const outcome = await loadProgramme(this.store, programmeOf(terms), { now: this.#instant });
    if (!outcome.ok) throw new Error(`the programme was refused: ${JSON.stringify(outcome.problems)}`);
  }

  codeOf(person: Person): string {
    return this.#codes.get(person)!;
  }

  /** Remembers whose code it is, and their team's. */
  async meet(person: Person, code: string): Promise<void> {
    this.#codes.set(person, code);
    if (!person.team || this.#teams.has(person.team)) return;
    const receipt = await receiptByCode(this.store, code, this.#instant);
    this.#teams.set(person.team, receipt!.team!.code);
  }

  receipt = (person: Person) => receiptByCode(this.store, this.codeOf(person), this.#instant);

  /** The event's pools as the API tells them. */
  async pools() {
    const view = await readEventView(this.store.read, slug, this.#instant);
    return view!.pools.map(({ of, slug, ...places }) => ({
      pool: of === 'team' || of === 'kept' ? `${of} ${slug}` : (slug ?? of),
      ...places,
    }));
  }

  /** Everybody's rows, by the code's hash: read at once, since it is done after every step. */
  async everybody() {
    const { read, codes } = this.store;
    const signups = await read.selectFrom('signup').selectAll().orderBy('id').execute();
    const claims = await read
      .selectFrom('claim')
      .innerJoin('pool', 'pool.id', 'claim.pool_id')
      .leftJoin('activity', 'activity.id', 'pool.activity_id')
      .select(['claim.holder_id', 'claim.places', 'claim.state', 'pool.of', 'activity.slug'])
      .execute();
    const outbox = await read.selectFrom('outbox').selectAll().orderBy('ordinal').execute();
    const parts = await read.selectFrom('activity').select(['id', 'slug']).execute();
    const teams = await read.selectFrom('team').select(['id', 'number', 'name', 'state']).orderBy('number').execute();
    const slugOf = (id: string) => parts.find((part) => part.id === id)?.slug ?? id;
    return {
      teams,
      people: signups.map((row) => ({
        row,
        code: row.has_code ? codes.codeOf(row) : null,
        team: teams.find((team) => team.id === row.team_id)?.number ?? null,
        claims: claims
          .filter((claim) => claim.holder_id === row.id && claim.state !== 'ended')
          .map((claim) => `${claim.slug ?? claim.of} ${claim.places} ${claim.state}`)
          .sort(),
        told: outbox.filter((notice) => notice.signup_id === row.id).map((notice) => toldIn(notice, slugOf)),
        ordinals: outbox.filter((notice) => notice.signup_id === row.id).map((notice) => notice.ordinal),
      })),
    };
  }

  /** Leaves the database as empty as it was. */
  async clear(): Promise<void> {
    await this.store.transact(async (trx) => {
      const parts = ['claim', 'outbox', 'deed_reason', 'signup', 'pool', 'team', 'activity', 'co_host'] as const;
      for (const table of [...parts, 'event'] as const) {
        await trx.deleteFrom(table).execute();
      }
    });
  }
}

/** An outcome, as the model says it. */
function heard(outcome: { kind: string; code?: string; otherName?: boolean }) {
  const kind = outcome.kind === 'already' && outcome.otherName ? 'already, another' : outcome.kind;
  return { kind, code: outcome.code ?? null };
}

function toldIn({ kind, facts }: { kind: string; facts: string }, slugOf: (id: string) => string): string {
  const { changed = [], movedActivities = [], goneActivities = [], tooLarge } = JSON.parse(facts) as NoticeFacts;
  const words = [
    ...changed,
    ...movedActivities.map((id) => `moved ${slugOf(id)}`),
    ...goneActivities.map((id) => `gone ${slugOf(id)}`),
    ...(tooLarge ? ['too large'] : []),
  ];
  return [kind, ...words.sort()].join(' ');
}

/** What a form would say; a field that is left out stays left out. */
function written({ name, size, audience, note, chosen }: Partial<Wish>) {
  const shifts = chosen?.filter(isShift);
  const activities = chosen?.filter((slug) => !isShift(slug));
  const all = { name, partySize: size, audience, note, activities, shifts };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function programmeOf({ parts, teams, closes, ...terms }: Terms): unknown {
  const list = (of: Part['of']) =>
    parts.filter((part) => part.of === of).map(({ of: _, ...part }) => ({ ...part, title: part.slug }));
  const event = {
    slug,
    title: 'Evenemanget',
    host: 'kommunen',
    ...terms,
    signupCloses: closes,
    activities: list('activity'),
    shifts: list('shift'),
    teams: teams && { capacity: teams.capacity, minPlayers: 1, maxPlayers: teams.max },
  };
  return { organisations: [{ slug: 'kommunen', name: 'Kommunen' }], events: [event] };
}
