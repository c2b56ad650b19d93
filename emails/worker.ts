import { randomUUID } from 'node:crypto';
import { spreadNext } from '../db/messages/spread';
import { claimDue, type DueNotice } from '../db/outbox';
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

/** Notices sent at the same time: as many connections as a mail server gladly takes from one client. */
const atATime = 5;
/** Longer than a mail may take; and short, because after a kill nobody else sends the notice before it has run out. */
const defaultLease = 45_000;
/** Milliseconds between two looks at the outbox. */
const defaultInterval = 1_000;
/** How often one tries whether a mail server that is down is back, in milliseconds. */
const whileDown = 5_000;
/** How long what is being sent may go on after `stop`, in milliseconds. */
const lastPatience = 4_000;

/** Starts sending what is in the outbox, and goes on until it is stopped. Several workers may run on one database. */
export function startWorker(settings: WorkerSettings): Worker {
  const { log, intervalMs = defaultInterval, jobsEveryMs = 10_000 } = settings;
  const rounds = new Rounds(settings);

  /** Does something again and again until it is told to stop. */
  async function goOn(work: () => Promise<void>, every: () => number): Promise<void> {
    while (!rounds.stopping.aborted) {
      await work();
      await pause(every(), rounds.stopping);
    }
  }

  async function sendDue(): Promise<void> {
    try {
      await rounds.run({ jobs: false });
    } catch (error) {
      log.error({ error: faultFacts(error) }, 'the outbox could not be read');
    }
  }

  // apart, since sending may take long when a mail server is slow
  const running = Promise.all([
    goOn(sendDue, () => (rounds.serverDown ? Math.max(whileDown, intervalMs) : intervalMs)),
    goOn(
      () => rounds.doJobs(),
      () => jobsEveryMs,
    ),
  ]);
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
      lastSent: -Infinity,
    };
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  run({ jobs }: { jobs: boolean }): Promise<Counts> {
    const next = this.#last.then(async () => {
      if (jobs && !this.stopping.aborted) await this.doJobs();
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

  /**
   * Sends all that is due, a few at a time, and looks for more while they are on their way: a mail that stalls holds up
   * no other. While the server is down only one is tried, to see whether it is back.
   */
  async #sendDue(): Promise<Counts> {
    const { store, now, leaseMs = defaultLease, intervalMs = defaultInterval } = this.#settings;
    const counts: Counts = { sent: 0, retried: 0, called: 0, dropped: 0, down: 0 };
    const onTheirWay = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let isDown = false;
    let looksNow = true;
    let spreads = false;

    const send = async (notice: DueNotice) => {
      try {
        const delivery = await deliver(this.#desk, notice);
        counts[delivery] += 1;
        // one that was not to be sent after all tells nothing of the server
        if (delivery !== 'dropped') this.serverDown = isDown = delivery === 'down';
      } catch (error) {
        failures.push(error);
      }
    };

    for (;;) {
      const goesOn = !this.stopping.aborted && !isDown && !failures.length;
      const most = this.serverDown ? 1 : atATime;
      const free = most - onTheirWay.size;
      // several at once, since each look that finds some is a change
      if (goesOn && free > 0 && (looksNow || free * 2 >= most)) {
        spreads = await this.#spread();
        const asked = { worker: this.#desk.worker, now: now(), limit: free, leaseMs };
        const claimed = await claimDue(store, asked).catch((error: unknown) => void failures.push(error));
        counts.dropped += claimed?.dropped ?? 0;
        for (const notice of claimed?.notices ?? []) {
          const sending = send(notice).finally(() => onTheirWay.delete(sending));
          onTheirWay.add(sending);
        }
      }
      if (!onTheirWay.size) {
        // of some who were looked at, nobody could be mailed
        if (spreads && goesOn) continue;
        break;
      }
      if (goesOn) looksNow = await isLate(onTheirWay, intervalMs);
      else await Promise.all(onTheirWay);
    }
    if (failures.length) throw failures[0];
    return counts;
  }

  /** Makes notices of what goes to many, some at each look, so that the first are sent while the last are being made. */
  async #spread(): Promise<boolean> {
    const { store, now, log } = this.#settings;
    try {
      return await spreadNext(store, now());
    } catch (error) {
      // what can be sent is sent all the same
      log.error({ error: faultFacts(error) }, 'a message could not be spread');
      return false;
    }
  }

  /** One job that fails keeps no other from being done. */
  async doJobs(): Promise<void> {
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

/** Resolves with false when one of them is done, with true when none is after a while. */
async function isLate(some: Iterable<Promise<unknown>>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, ms, true)));
  const done = [...some].map((one) => one.then(() => false));
  return Promise.race([...done, late]).finally(() => clearTimeout(timer));
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
