import { setTimeout as wait } from 'node:timers/promises';
import { forms, partsOf } from './hot-events';
import { outcomeOf, type Answer, type Operation, type Wish } from './history';

/** A signup that a client has, and what it last asked for. */
interface Own {
  event: string;
  code: string;
  /** The form that made it, to be sent again. */
  form: Form;
  wish: Wish;
  captain: boolean;
}

interface Form {
  kind: 'signup' | 'team' | 'join';
  path: string;
  event: string;
  key: string;
  fields: Record<string, string | string[]>;
  wish: Wish;
}

type Body = Record<string, string | string[]>;

/** How many signups a client has at most before it gives one up. */
const most = 3;

/**
 * Clients that each ask the servers at random for one thing after another, and write down what they asked and heard.
 * @param servers addresses of processes on the same database
 */
export class Clients {
  readonly history: Operation[] = [];
  /** Codes of teams that one can join. */
  readonly #teams: string[] = [];
  #forms = 0;

  constructor(
    readonly servers: readonly string[],
    readonly chance: () => number = Math.random,
  ) {}

  /** Lets so many clients loose at once until `stopped` says so. */
  async race(clients: number, stopped: () => boolean): Promise<void> {
    await Promise.all(Array.from({ length: clients }, (_, client) => this.#live(client, stopped)));
  }

  async #live(client: number, stopped: () => boolean): Promise<void> {
    const own: Own[] = [];
    const gone: Own[] = [];
    while (!stopped()) {
      await wait(this.chance() * 10);
      const one = this.#pick(own);
      const roll = this.chance();
      if (!one || (own.length < most && roll < 0.45)) await this.#signUp(client, own);
      else if (roll < 0.55) {
        // from two phones at once: either may be first
        const leaves = this.chance() < 0.2;
        await Promise.all([this.#change(client, one), leaves ? this.#cancel(client, one) : this.#change(client, one)]);
        if (leaves) own.splice(own.indexOf(one), 1);
      } else if (roll < 0.7) await this.#change(client, one);
      else if (roll < 0.78) await this.#read(client, one.event, one.code);
      else if (roll < 0.82) await this.#readEvent(client, one.event);
      else if (roll < 0.85) await this.#send(client, this.#pick([...own, ...gone])!.form);
      else {
        own.splice(own.indexOf(one), 1);
        gone.push(one);
        const withdraws = one.captain && this.chance() < 0.5;
        await (withdraws ? this.#withdraw(client, one) : this.#cancel(client, one));
        await this.#read(client, one.event, one.code);
      }
    }
  }

  async #signUp(client: number, own: Own[]): Promise<void> {
    const form = this.#newForm(client);
    // a double tap now and then: the same form to two servers at the same moment
    const taps = this.chance() < 0.1 ? 2 : 1;
    const sent = await Promise.all(Array.from({ length: taps }, () => this.#send(client, form)));
    const done = sent.find((operation) => outcomeOf(operation) === 'done');
    const code = done?.answer?.code;
    if (code === undefined) return;
    own.push({ event: form.event, code, form, wish: form.wish, captain: form.kind === 'team' });
    if (form.kind === 'team') await this.#findTeam(code);
  }

  #newForm(client: number): Form {
    this.#forms += 1;
    const [key, name] = [`form-${this.#forms}`, `Person ${client}-${this.#forms}`];
    const event = this.#pick(Object.keys(forms))!;
    const team = this.#pick(this.#teams.slice(-8));
    const audience = this.#pick(['', '', 'brukare', 'staff'])!;
    if (event === 'lag' && this.chance() < 0.35) {
      const players = ['Alex', 'Bo', 'Cia'].filter(() => this.chance() < 0.4);
      const fields = { team: `Lag ${this.#forms}`, name, key, audience, player: players };
      const wish = { size: 1, chosen: [], audience: audience || null, players };
      return { kind: 'team', event, path: '/evenemang/lag/lag', key, fields, wish };
    }
    if (event === 'lag' && team && this.chance() < 0.8) {
      const size = this.chance() < 0.8 ? 1 : 2;
      const named = this.chance() < 0.3 ? this.#pick(['Alex', 'Bo', 'Cia'])! : name;
      const fields = { name: named, key, audience, partySize: String(size) };
      return {
        kind: 'join',
        event,
        path: `/lag/${team}`,
        key,
        fields,
        wish: { size, chosen: [], audience: audience || null },
      };
    }
    const wish = { size: this.#size(), chosen: this.#choice(event), audience: audience || null };
    const fields = { name, key, audience, partySize: String(wish.size), ...chosen(wish.chosen) };
    return { kind: 'signup', event, path: forms[event]!, key, fields, wish };
  }

  #send(client: number, { kind, event, path, key, fields, wish }: Form): Promise<Operation> {
    return this.#record({ client, kind, event, key, wish }, path, fields);
  }

  async #change(client: number, own: Own): Promise<void> {
    const wish: Wish = this.chance() < 0.6 ? { size: this.#size() } : {};
    if (partsOf[own.event] && this.chance() < 0.6) wish.chosen = this.#choice(own.event);
    if (this.chance() < 0.2) wish.audience = this.#pick([null, 'brukare', 'staff'])!;
    const fields: Body = { note: `Ord ${this.chance()}`, ...(wish.chosen && chosen(wish.chosen)) };
    if (wish.size !== undefined) fields.partySize = String(wish.size);
    if (wish.audience !== undefined) fields.audience = wish.audience ?? '';
    if (own.captain && this.chance() < 0.4) {
      wish.players = ['Alex', 'Bo', 'Cia'].filter(() => this.chance() < 0.4);
      fields.player = ['', ...wish.players];
    }
    await this.#record(
      { client, kind: 'change', event: own.event, code: own.code, wish },
      `/anmalan/${own.code}/andring`,
      fields,
    );
  }

  async #cancel(client: number, { event, code }: Own): Promise<void> {
    await this.#record({ client, kind: 'cancel', event, code }, `/anmalan/${code}/aterbud`, {});
  }

  async #withdraw(client: number, { event, code }: Own): Promise<void> {
    await this.#record({ client, kind: 'withdraw', event, code }, `/anmalan/${code}/lag/aterbud`, {});
  }

  async #read(client: number, event: string, code: string): Promise<void> {
    await this.#record({ client, kind: 'receipt', event, code }, `/api/v1/signups/${code}`);
  }

  async #readEvent(client: number, event: string): Promise<void> {
    if (event !== 'kurs') await this.#record({ client, kind: 'event', event }, `/api/v1/events/${event}`);
  }

  /** Asks one of the servers, and again as long as it cannot answer. */
  async #record(
    asked: Omit<Operation, 'process' | 'begin' | 'end' | 'answer'>,
    path: string,
    body?: Body,
  ): Promise<Operation> {
    for (let attempt = 1; ; attempt++) {
      const process = Math.floor(this.chance() * this.servers.length);
      const begin = performance.now();
      const answer = await this.#ask(this.servers[process]! + path, asked.kind, body);
      const operation: Operation = { ...asked, process, begin, end: performance.now(), answer };
      this.history.push(operation);
      if (outcomeOf(operation) !== 'unknown' || attempt === 5) return operation;
      await wait(100 * attempt);
    }
  }

  async #ask(url: string, kind: Operation['kind'], body?: Body): Promise<Answer | null> {
    try {
      const response = await fetch(url, { redirect: 'manual', ...(body && { method: 'POST', body: formOf(body) }) });
      const text = await response.text();
      const location = response.headers.get('location');
      const code = /\/anmalan\/([^/?#]+)/u.exec(location ?? '')?.[1];
      const { status } = response;
      if (kind === 'receipt' && status === 200) {
        const { state, partySize } = JSON.parse(text) as { state: 'confirmed'; partySize: number };
        return { status, seen: { state, size: partySize } };
      }
      if (kind === 'event' && status === 200) return { status, over: overIn(text) };
      return code === undefined ? { status } : { status, code };
    } catch {
      return null;
    }
  }

  /** The captain's receipt shows the link by which others join. */
  async #findTeam(captain: string): Promise<void> {
    const page = await fetch(`${this.#pick(this.servers)}/anmalan/${captain}`).then((response) => response.text());
    const team = /\/lag\/([0-9A-Za-z-]{10,14})(?=["'?#\s<])/u.exec(page)?.[1];
    if (team) this.#teams.push(team);
  }

  #choice(event: string): string[] {
    const parts = partsOf[event] ?? [];
    return parts.filter(() => this.chance() < 0.35);
  }

  #size = () => this.#pick([1, 1, 1, 2, 2, 3])!;
  #pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(this.chance() * list.length)];
}

const chosen = (slugs: string[]): Body => ({
  activity: ['', ...slugs.filter((slug) => !slug.startsWith('pass'))],
  shift: ['', ...slugs.filter((slug) => slug.startsWith('pass'))],
});

function formOf(body: Body): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(body)) for (const value of [values].flat()) form.append(name, value);
  return form;
}

function overIn(event: string): string[] {
  const { pools } = JSON.parse(event) as {
    pools: { of: string; slug: string | null; capacity: number | null; taken: number }[];
  };
  return pools
    .filter(({ of, capacity, taken }) => of !== 'kept' && capacity !== null && taken > capacity)
    .map(({ of, slug, capacity, taken }) => `${taken} of ${capacity} taken in ${of} ${slug ?? ''}`);
}
