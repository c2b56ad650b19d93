import { setTimeout as wait } from 'node:timers/promises';
import { readCode } from '../../domain/code';
import { Browsers, Unanswered, type Answer } from './ask';
import type { Entry, Ledger } from './ledger';

/** Sends an entry's form, the first time or again, and writes down what was acknowledged. @throws Unanswered */
export async function sendForm(browsers: Browsers, entry: Entry, slowly?: number): Promise<Answer> {
  const { name, email, key, slug } = entry;
  const answer = await browsers.post(`/evenemang/${slug}/anmalan`, { name, email, key }, slowly);
  if (answer.status === 303) entry.code = codeIn(answer);
  return answer;
}

/** Gives an acknowledged signup up. @throws Unanswered */
export async function sendCancellation(browsers: Browsers, entry: Entry): Promise<Answer> {
  entry.cancel = 'asked';
  const answer = await browsers.post(`/anmalan/${entry.code}/aterbud`);
  if (answer.status === 303) entry.cancel = 'acknowledged';
  return answer;
}

function codeIn({ headers: { location = '' } }: Answer): string {
  const code = readCode(/^\/anmalan\/([^/?]+)$/.exec(location)?.[1] ?? '');
  if (code === null) throw new Error(`a 303 that leads to no receipt of one's own: ${location}`);
  return code;
}

/** Everybody who got no answer sends again, until there is one. @returns what was no honest answer */
export async function askAgain(browsers: Browsers, ledger: Ledger): Promise<string[]> {
  const tally = new Tally();
  const begun = performance.now();
  const waiting = ledger.unanswered;
  const next = () => waiting.pop();
  const one = async () => {
    for (let entry = next(); entry; entry = next()) {
      await persist(
        browsers,
        entry,
        tally,
        () => performance.now() - begun > 30_000,
        entry.code === null ? 'coming' : 'leaving',
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return tally.dishonest;
}

/** Sends an entry's form, or its cancellation, until it is answered otherwise than "not now", or `enough`. */
async function persist(
  browsers: Browsers,
  entry: Entry,
  tally: Tally,
  enough: () => boolean,
  what: 'coming' | 'leaving' = 'coming',
): Promise<void> {
  const send = what === 'coming' ? sendForm : sendCancellation;
  while (!enough()) {
    try {
      const answer = await send(browsers, entry);
      tally.form(answer, entry);
      if (answer.status !== 503) return;
    } catch (error) {
      tally.broken(error);
    }
    await wait(50 + Math.random() * 100);
  }
}

/** What answers there were, and how long they took. */
export class Tally {
  /** How many of each status; `none` where the connection broke. */
  readonly forms: Record<string, number> = {};
  readonly pages: Record<string, number> = {};
  /** Of the pages, how many were answers given before, with the time when they were true. */
  givenAgain = 0;
  /** The longest answer, in milliseconds. */
  longestForm = 0;
  longestPage = 0;
  /** When something was last acknowledged, as `performance.now` tells it. */
  lastAcknowledged = 0;
  /** Answers that are neither a receipt nor an honest "not now", some of them. */
  readonly dishonest: string[] = [];

  form({ status, headers, body, ms }: Answer, entry: Entry): void {
    count(this.forms, status);
    this.longestForm = Math.max(this.longestForm, ms);
    if (status === 303) return void (this.lastAcknowledged = performance.now());
    if (status !== 503) return this.#blame(`a form was answered ${status}`);
    if (!(Number(headers['retry-after']) > 0)) this.#blame('a 503 without Retry-After');
    // what was typed is still there, to be sent again with one tap; a cancellation has nothing typed
    const typed = entry.code === null ? [entry.name, entry.email, entry.key] : [];
    if (typed.some((text) => !body.includes(text))) this.#blame('a 503 that lost what was typed');
  }

  page(path: string, { status, headers, ms }: Answer): void {
    count(this.pages, status);
    if (status === 200 && headers.age !== undefined) this.givenAgain += 1;
    this.longestPage = Math.max(this.longestPage, ms);
    if (status !== 200 && status !== 503) this.#blame(`${path} was answered ${status}`);
    if (status === 503 && !(Number(headers['retry-after']) > 0)) this.#blame(`a 503 without Retry-After at ${path}`);
  }

  broken(error: unknown): void {
    if (!(error instanceof Unanswered)) throw error;
    count(this.forms, 'none');
  }

  #blame(what: string): void {
    if (this.dishonest.length < 5) this.dishonest.push(what);
  }
}

function count(counts: Record<string, number>, of: string | number): void {
  counts[of] = (counts[of] ?? 0) + 1;
}

export interface RushSettings {
  clients: number;
  /** The event that the next newcomer signs up to. */
  slug: () => string;
  /** Whether clients go on after a connection has broken: the server is the same and lives. */
  persistent: boolean;
  /** Of the newcomers, how many give their place up again: 0 to 1. */
  leaving?: number;
  /** Pages that are read all the while, over connections of their own. */
  pages?: string[];
}

/** People who sign up one after the other through some clients at once, until they are told to stop. */
export class Rush {
  readonly tally = new Tally();
  readonly #browsers: Browsers;
  readonly #readers: Browsers;
  readonly #ended: Promise<unknown>;
  #stoppedAt = Infinity;

  constructor(
    site: string,
    readonly ledger: Ledger,
    readonly settings: RushSettings,
  ) {
    const { clients, pages = [] } = settings;
    this.#browsers = new Browsers(site, clients);
    this.#readers = new Browsers(site, pages.length);
    this.#ended = Promise.all([
      ...Array.from({ length: clients }, () => this.#client()),
      ...pages.map((path) => this.#reader(path)),
    ]);
  }

  /** Lets what has been sent be answered; who is told "not now" goes on for a while. */
  async stop(): Promise<Tally> {
    this.#stoppedAt = performance.now();
    await this.#ended;
    this.#browsers.close();
    this.#readers.close();
    return this.tally;
  }

  /** Resolves at the first acknowledgement after now. @returns how many milliseconds that took, or Infinity */
  async acknowledgedAgain(patience: number): Promise<number> {
    const begun = performance.now();
    while (this.tally.lastAcknowledged <= begun) {
      if (performance.now() - begun > patience) return Infinity;
      await wait(10);
    }
    return this.tally.lastAcknowledged - begun;
  }

  get #stopping(): boolean {
    return this.#stoppedAt < Infinity;
  }

  /** Whoever has had no answer until now will have none. */
  get #isTooLate(): boolean {
    return performance.now() - this.#stoppedAt > 30_000;
  }

  async #client(): Promise<void> {
    const { persistent, slug, leaving = 0 } = this.settings;
    while (!this.#stopping) {
      const entry = this.ledger.open(slug());
      try {
        if (persistent) await persist(this.#browsers, entry, this.tally, () => this.#isTooLate);
        else this.tally.form(await sendForm(this.#browsers, entry), entry);
        if (entry.code === null || this.#stopping || Math.random() >= leaving) continue;
        if (persistent) await persist(this.#browsers, entry, this.tally, () => this.#isTooLate, 'leaving');
        else this.tally.form(await sendCancellation(this.#browsers, entry), entry);
      } catch (error) {
        this.tally.broken(error);
        if (!persistent) return;
      }
    }
  }

  async #reader(path: string): Promise<void> {
    while (!this.#stopping) {
      try {
        this.tally.page(path, await this.#readers.get(path));
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        count(this.tally.pages, 'none');
        if (!this.settings.persistent) return;
      }
      await wait(20);
    }
  }
}
