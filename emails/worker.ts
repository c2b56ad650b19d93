import { randomUUID } from 'node:crypto';
import { claimDue } from '../db/outbox';
import type { Store } from '../db/store';
import type { Instant } from '../domain/event';
import { faultFacts } from '../domain/fault-facts';
import { deliver, type Delivery, type DeliveryLog, type Desk } from './deliver';
import { readSender } from './sender';
import type { Transport } from './transport';

/** Work that the clock asks for: lines served as kept places are released, dates of series made ahead. */
export type ClockJob = (now: Instant) => Promise<void>;

export interface WorkerSettings {
  store: Store;
  transport: Transport;
  /** BASE_URL without a slash at its end. */
  baseUrl: string;
  /** MAIL_FROM: `Samling <samling@helsingborg.se>` or an address alone. */
  mailFrom: string;
  now(): Instant;
  log: DeliveryLog;
  jobs?: readonly ClockJob[];
  /** Milliseconds between two looks at the outbox. */
  intervalMs?: number;
  /** Milliseconds between two rounds of the clock's work. */
  jobsEveryMs?: number;
  /** Milliseconds that a notice belongs to this worker; longer than a mail may take. */
  leaseMs?: number;
  /** 0 to 1, for spreading what failed together. Tests pass their own. */
  chance?: () => number;
}

/** How many notices became what in one round. */
export type Counts = Record<Delivery, number>;

export interface Worker {
  /** One round now: the clock's work, then all that is due. Rounds do not overlap. */
  runOnce(): Promise<Counts>;
  /** Ends after what is being sent, or breaks it off when that takes long. */
  stop(): Promise<void>;
}

/** Notices taken and sent at the same time: as many connections as a mail server gladly takes from one client. */
const atATime = 5;
/** Longer than a mail may take; and short, because after a kill nobody else sends the notice before it has run out. */
const defaultLease = 45_000;
/** How often one tries whether a mail server that is down is back, in milliseconds. */
const whileDown = 5_000;
/** How long what is being sent may go on after `stop`, in milliseconds. */
const lastPatience = 4_000;

/** Starts sending what is in the outbox, and goes on until it is stopped. Several workers may run on one database. */
export function startWorker(settings: WorkerSettings): Worker {
  const { log, intervalMs = 1_000, jobsEveryMs = 10_000 } = settings;
  const rounds = new Rounds(settings);

  async function goOn(): Promise<void> {
    let jobsIn = 0;
    while (!rounds.stopping.aborted) {
      const jobs = jobsIn <= 0;
      if (jobs) jobsIn = jobsEveryMs;
      try {
        await rounds.run({ jobs });
      } catch (error) {
        log.error({ error: faultFacts(error) }, 'the outbox could not be read');
      }
      const wait = rounds.serverDown ? Math.max(whileDown, intervalMs) : intervalMs;
      jobsIn -= wait;
      await pause(wait, rounds.stopping);
    }
  }

  const running = goOn();
  return {
    runOnce: () => rounds.run({ jobs: true }),
    async stop() {
      await rounds.stop();
      await running;
    },
  };
}

/** A worker that does a round when it is told to, and nothing in between. */
export function idleWorker(settings: WorkerSettings): Worker {
  const rounds = new Rounds(settings);
  return { runOnce: () => rounds.run({ jobs: true }), stop: () => rounds.stop() };
}

/** One worker's rounds, one after the other. */
class Rounds {
  /** Whether no mail could be sent last time. */
  serverDown = false;
  readonly #settings: WorkerSettings;
  readonly #desk: Desk;
  readonly #stopping = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#desk = {
      ...settings,
      worker: randomUUID(),
      sender: readSender(settings.mailFrom),
      chance: settings.chance ?? Math.random,
    };
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  run({ jobs }: { jobs: boolean }): Promise<Counts> {
    const next = this.#last.then(async () => {
      if (jobs && !this.stopping.aborted) await this.#doJobs();
      return this.#sendDue();
    });
    this.#last = next.catch(() => {});
    return next;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const { transport } = this.#settings;
    const cut = setTimeout(() => transport.close(), lastPatience);
    await this.#last;
    clearTimeout(cut);
    transport.close();
  }

  /** Sends all that is due, a few at a time; while the server is down only one, to see whether it is back. */
  async #sendDue(): Promise<Counts> {
    const { store, now, leaseMs = defaultLease } = this.#settings;
    const counts: Counts = { sent: 0, retried: 0, called: 0, dropped: 0, down: 0 };
    while (!this.stopping.aborted) {
      const limit = this.serverDown ? 1 : atATime;
      const { notices, dropped } = await claimDue(store, { worker: this.#desk.worker, now: now(), limit, leaseMs });
      counts.dropped += dropped;
      if (!notices.length) break;
      const deliveries = await Promise.allSettled(notices.map((notice) => deliver(this.#desk, notice)));
      for (const delivery of deliveries) if (delivery.status === 'fulfilled') counts[delivery.value] += 1;
      const failed = deliveries.find((delivery) => delivery.status === 'rejected');
      if (failed) throw failed.reason;
      this.serverDown = deliveries.some((delivery) => delivery.status === 'fulfilled' && delivery.value === 'down');
      if (this.serverDown) break;
    }
    return counts;
  }

  /** One job that fails keeps no other from being done. */
  async #doJobs(): Promise<void> {
    const { jobs = [], now, log } = this.#settings;
    for (const job of jobs) {
      try {
        await job(now());
      } catch (error) {
        log.error({ job: job.name, error: faultFacts(error) }, 'work of the clock failed');
      }
    }
  }
}

/** Resolves after a while, or at once when it is told to stop. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
