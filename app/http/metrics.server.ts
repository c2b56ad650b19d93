import { collectDefaultMetrics, Counter, Gauge, Registry, type Metric } from 'prom-client';
import { countedUpTo, noticesWaiting } from '../../db/outbox-depth';
import type { Store } from '../../db/store';

/** What became of an answer that may be kept: given again, given again after a look, made, or given while it may be old. */
export type CacheOutcome = 'hit' | 'revalidated' | 'miss' | 'stale';

/** Counts what one server does, and tells it at `/metrics` in Prometheus' text format. Nothing in it is about anybody. */
export interface Metrics {
  /** A request has been answered. @param ms from its arrival to its answer */
  observeRequest(method: string, status: number, ms: number): void;
  observeCache(outcome: CacheOutcome): void;
  /** A form that signs somebody up has been decided. @param outcome a word of ours: `confirmed`, `full` … */
  observeSignup(outcome: string): void;
  text(): Promise<{ type: string; body: string }>;
}

/** Seconds that tell a kept answer from a made one, a made one from a slow one, and a slow one from a wait for a lock. */
const buckets = [0.002, 0.01, 0.05, 0.25, 1, 4];

/** Several servers may run in one process, in tests: each counts for itself. */
export function createMetrics(store: Pick<Store, 'read'>): Metrics {
  const own = new Registry();
  const registers = [own];
  const requests = new Counter({
    name: 'samling_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'status'],
    registers,
  });
  const durations = new Durations();
  own.registerMetric(durations as unknown as Metric);
  const cached = new Counter({
    name: 'samling_cached_answers_total',
    help: 'Answers that may be kept, by whether they were',
    labelNames: ['outcome'],
    registers,
  });
  const signups = new Counter({
    name: 'samling_signups_total',
    help: 'Signup forms, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const [answered, answers] = [new Tally(), new Tally()];
  const notices = noticeGauges(store, registers);
  const all = Registry.merge([processMetrics(), own]);

  return {
    observeRequest(method, status, ms) {
      const known = knownMethod(method);
      answered.add(`${known} ${status}`);
      durations.observe(known, ms / 1_000);
    },
    observeCache: (outcome) => answers.add(outcome),
    observeSignup: (outcome) => signups.inc({ outcome }),
    async text() {
      answered.hand((what, count) => {
        const [method = '', status = ''] = what.split(' ');
        requests.inc({ method, status }, count);
      });
      answers.hand((outcome, count) => cached.inc({ outcome }, count));
      await notices.look();
      return { type: all.contentType, body: await all.metrics() };
    },
  };
}

/** What is counted at every request, until somebody looks: a counter with labels takes ten times as long. */
class Tally {
  #counts = new Map<string, number>();

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  hand(to: (what: string, count: number) => void): void {
    const counts = this.#counts;
    this.#counts = new Map();
    for (const [what, count] of counts) to(what, count);
  }
}

/** A histogram as prom-client writes it, counted at every request: its own takes as long as a tenth of a kept answer. */
class Durations {
  readonly name = 'samling_request_duration_seconds';
  readonly help = 'Time from request to answer';
  readonly type = 'histogram';
  readonly #ofMethod = new Map<string, { within: number[]; sum: number; count: number }>();

  observe(method: string, seconds: number): void {
    let of = this.#ofMethod.get(method);
    if (!of) this.#ofMethod.set(method, (of = { within: buckets.map(() => 0), sum: 0, count: 0 }));
    const bucket = buckets.findIndex((most) => seconds <= most);
    if (bucket >= 0) of.within[bucket]! += 1;
    of.sum += seconds;
    of.count += 1;
  }

  /** As prom-client's registry asks it: how many within each bound, which are within every larger one, sum and count. */
  async get() {
    const values = [...this.#ofMethod].flatMap(([method, { within, sum, count }]) => {
      const line = (what: string, value: number, bound = {}) => ({
        metricName: `${this.name}_${what}`,
        labels: { ...bound, method },
        value,
      });
      let sofar = 0;
      return [
        ...within.map((some, index) => line('bucket', (sofar += some), { le: buckets[index] })),
        line('bucket', count, { le: '+Inf' }),
        line('sum', sum),
        line('count', count),
      ];
    });
    return { name: this.name, help: this.help, type: this.type, values };
  }

  reset(): void {
    this.#ofMethod.clear();
  }
}

/** Methods that anybody can make up would be lines that anybody can make up. */
const knownMethod = (method: string) => (method === 'GET' || method === 'POST' || method === 'HEAD' ? method : 'other');

/**
 * Two gauges that are set when somebody looks. While the database is gone they have no lines: that says so better than
 * a 0.
 */
function noticeGauges(store: Pick<Store, 'read'>, registers: Registry[]): { look(): Promise<void> } {
  const labelNames = ['state'];
  const notices = new Gauge({
    name: 'samling_notices',
    help: `Notices that wait: queued to be sent, call for somebody to call; counted up to ${countedUpTo}`,
    labelNames,
    registers,
  });
  const oldest = new Gauge({
    name: 'samling_notice_oldest_seconds',
    help: 'Age of the oldest notice that waits, 0 when there is none',
    labelNames,
    registers,
  });
  return {
    async look() {
      const waiting = await noticesWaiting(store.read).catch(() => []);
      notices.reset();
      oldest.reset();
      for (const { state, count, oldestAt } of waiting) {
        notices.set({ state }, count);
        oldest.set({ state }, oldestAt === null ? 0 : Math.max(0, (Date.now() - oldestAt) / 1_000));
      }
    },
  };
}

let ofProcess: Registry | undefined;

/** Memory, processor and event loop are the process's, and what measures them is never taken away again: one for all. */
function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
