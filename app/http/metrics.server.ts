import type { RequestHandler } from 'express';
import { countByState } from '../../db/outbox';
import type { Store } from '../../db/store';

/** Counts answers, and tells them at `/metrics` in Prometheus' text format. Nothing in it is about anybody. */
export function tellMetrics(store: Store): RequestHandler {
  const begun = performance.now();
  const answers = new Map<string, { count: number; seconds: number }>();

  function note(kind: string, ms: number): void {
    const { count, seconds } = answers.get(kind) ?? { count: 0, seconds: 0 };
    answers.set(kind, { count: count + 1, seconds: seconds + ms / 1000 });
  }

  async function tell(): Promise<string> {
    const labelled = [...answers].map(([kind, { count, seconds }]) => {
      const [method, status] = kind.split(' ');
      return { labels: `{method="${method}",status="${status}"}`, count, seconds };
    });
    return [
      '# TYPE samling_requests_total counter',
      ...labelled.map(({ labels, count }) => `samling_requests_total${labels} ${count}`),
      '# TYPE samling_request_seconds_total counter',
      ...labelled.map(({ labels, seconds }) => `samling_request_seconds_total${labels} ${seconds.toFixed(3)}`),
      '# TYPE samling_notices gauge',
      ...(await noticesByState(store)).map(({ state, n }) => `samling_notices{state="${state}"} ${n}`),
      '# TYPE process_uptime_seconds gauge',
      `process_uptime_seconds ${((performance.now() - begun) / 1000).toFixed(0)}`,
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '',
    ].join('\n');
  }

  return (req, res, next) => {
    // express sends no body to HEAD; other methods are refused as they are everywhere
    if (req.path === '/metrics' && (req.method === 'GET' || req.method === 'HEAD')) {
      tell().then((text) => res.type('text/plain; version=0.0.4').set('Cache-Control', 'no-store').send(text), next);
      return;
    }
    const asked = performance.now();
    res.once('finish', () => note(`${knownMethod(req.method)} ${res.statusCode}`, performance.now() - asked));
    next();
  };
}

/** Methods that anybody can make up would be lines that anybody can make up. */
const knownMethod = (method: string) => (/^(GET|HEAD|POST)$/.test(method) ? method : 'other');

/** Nothing while the database is gone: a metric that is missing says so better than a 0. */
async function noticesByState({ read }: Store): Promise<{ state: string; n: number }[]> {
  const counts: Record<string, number> = await countByState(read).catch(() => ({}));
  return Object.entries(counts).map(([state, n]) => ({ state, n }));
}
