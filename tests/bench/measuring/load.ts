import { fork, type ChildProcess } from 'node:child_process';
import { program } from '../sites/program';

/**
 * One request, sent again and again. In path and body `{n}` is the number of the pass over the steps, `{key}` a fresh
 * random value, `{item}` the pass's entry of the load's `items`, and `{location}` where the step before led.
 */
export interface Step {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What the load generator is to do: so many clients, each waiting for its answer before it asks again. */
export interface Load {
  /** Where the site listens; with several, the clients are spread over them. */
  origins: string[];
  clients: number;
  /** Each client goes through all of them in order, over and over. */
  steps: Step[];
  items?: string[];
  /** For so long, breaking off what is then under way; or so many requests, every one answered. */
  until: { seconds: number } | { requests: number };
  /** Keep where each redirect leads. */
  keepLocations?: boolean;
}

export interface Loaded {
  answers: number;
  byStatus: Record<string, number>;
  /** Connections that broke, and requests that nobody answered within a minute. */
  errors: number;
  /** From the first request to the last answer. */
  seconds: number;
  /** Milliseconds. */
  latency: { median: number; p99: number; most: number };
  locations: string[];
}

type Answer = { loaded: Loaded } | { failed: string };

/** The load generator: a process of its own, so that it takes no time from the one that serves. */
export class Generator {
  readonly #child: ChildProcess;
  #answer: (answer: Answer) => void = () => {};

  constructor() {
    this.#child = fork(program('bench-generator'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.on('message', (answer: Answer) => this.#answer(answer));
    this.#child.on('exit', () => this.#answer({ failed: 'it ended' }));
  }

  /** @throws Error when the generator itself fails */
  async run(load: Load): Promise<Loaded> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#answer = resolve;
      this.#child.send(load);
    });
    if ('failed' in answer) throw new Error(`the load generator failed: ${answer.failed}`);
    return answer.loaded;
  }

  close(): void {
    this.#child.kill();
  }
}
