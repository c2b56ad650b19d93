import type { Generator, Loaded, Step } from './load';
import { spreadOf, type Spread } from './spread';

/** One of two that are compared: where it listens, what it is asked, and what may come back. */
export interface Side {
  origins: string[];
  steps: Step[];
  /** What `{item}` is in a round; the warm-up is round 0. */
  items?(round: number): string[];
  /** The statuses that are right: any other, or none, makes the measurement void. */
  expect: number[];
  /** CPU time used so far by all that takes part in answering, in microseconds; undefined where nobody can tell. */
  cpu(): number | undefined;
}

export interface How {
  clients: number;
  /** Keep where redirects lead. */
  keepLocations?: boolean;
  rounds: number;
  /** How long each round takes, about. */
  seconds: number;
}

/** What came of one side. One pass is all its steps once. */
export interface Measured {
  /** Passes per second. */
  rate: Spread;
  /** CPU time for a pass in microseconds. */
  cpu: Spread | null;
  /** How much of one core it used meanwhile: near 1 or above, it could not have been faster. */
  busy: Spread | null;
  /** Milliseconds: the median and the worst of the rounds' 99th percentiles. */
  latency: { median: number; p99: number };
  /** All answers, those to the warm-up too. */
  answers: number;
  /** Where redirects led, if they are kept. */
  locations: string[];
}

/**
 * Measures two beside each other: a warm-up of each, then rounds that alternate, so that what the machine does
 * meanwhile happens to both.
 * @throws Error when an answer is wrong or missing
 */
export async function compare<Name extends string>(
  generator: Generator,
  sides: Record<Name, Side>,
  how: How,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(sides) as Name[];
  const runs = new Map(names.map((name) => [name, new Run(generator, name, sides[name], how)]));
  for (const run of runs.values()) await run.warmUp();
  for (let round = 1; round <= how.rounds; round++) {
    for (const run of runs.values()) await run.round(round);
  }
  return Object.fromEntries(names.map((name) => [name, runs.get(name)!.measured()])) as Record<Name, Measured>;
}

class Run {
  readonly #rates: number[] = [];
  readonly #cpu: number[] = [];
  readonly #busy: number[] = [];
  readonly #latencies: Loaded['latency'][] = [];
  readonly #locations: string[] = [];
  #answers = 0;
  #rate = 0;

  constructor(
    readonly generator: Generator,
    readonly name: string,
    readonly side: Side,
    readonly how: How,
  ) {}

  /** Every request is answered, so a round is a number of requests: the more they are, the better it is known. */
  async warmUp(): Promise<void> {
    await this.#load(0, this.how.clients * 2);
    await this.#load(0, this.#passesIn(this.how.seconds / 4));
    // as many as a compiler needs to see before code runs as fast as it will, where that takes no eternity
    const enough = Math.min(400, this.#passesIn(this.how.seconds * 5));
    await this.#load(0, Math.max(enough, this.#passesIn(this.how.seconds)));
  }

  async round(round: number): Promise<void> {
    const before = this.side.cpu();
    const loaded = await this.#load(round, this.#passesIn(this.how.seconds));
    const after = this.side.cpu();
    this.#rates.push(this.#rate);
    this.#latencies.push(loaded.latency);
    if (before === undefined || after === undefined) return;
    this.#cpu.push((after - before) / (loaded.answers / this.side.steps.length));
    this.#busy.push((after - before) / 1e6 / loaded.seconds);
  }

  measured(): Measured {
    return {
      rate: spreadOf(this.#rates),
      cpu: this.#cpu.length ? spreadOf(this.#cpu) : null,
      busy: this.#busy.length ? spreadOf(this.#busy) : null,
      latency: {
        median: spreadOf(this.#latencies.map(({ median }) => median)).median,
        p99: Math.max(...this.#latencies.map(({ p99 }) => p99)),
      },
      answers: this.#answers,
      locations: this.#locations,
    };
  }

  #passesIn(seconds: number): number {
    return Math.max(this.how.clients, Math.round(this.#rate * seconds));
  }

  async #load(round: number, passes: number): Promise<Loaded> {
    const { origins, steps, items, expect } = this.side;
    const { clients, keepLocations } = this.how;
    // each client ends with a whole pass
    const requests = Math.ceil(passes / clients) * clients * steps.length;
    const loaded = await this.generator.run({
      origins,
      steps,
      clients,
      until: { requests },
      items: items?.(round),
      keepLocations,
    });
    const wrong = Object.keys(loaded.byStatus).filter((status) => !expect.includes(Number(status)));
    if (wrong.length || loaded.errors || !loaded.answers) {
      throw new Error(`${this.name} answered ${JSON.stringify(loaded.byStatus)}, with ${loaded.errors} broken off`);
    }
    this.#rate = loaded.answers / steps.length / loaded.seconds;
    this.#answers += loaded.answers;
    this.#locations.push(...loaded.locations);
    return loaded;
  }
}
