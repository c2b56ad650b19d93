import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { Load, Loaded, Step } from './measuring/load';

/** The process that asks: takes one load at a time from its parent and answers what came of it. */
process.on('message', (load: Load) => {
  run(load).then(
    (loaded) => process.send?.({ loaded }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function run(load: Load): Promise<Loaded> {
  const locations: string[] = [];
  const begun = performance.now();
  let last = begun;
  const options: autocannon.Options = {
    // it takes several, whatever its types say
    url: load.origins as unknown as string,
    connections: load.clients,
    pipelining: 1,
    timeout: 60,
    // how often it looks whether it is done
    sampleInt: 100,
    ...('seconds' in load.until ? { duration: load.until.seconds } : { amount: load.until.requests }),
    requests: load.steps.some(isFilledIn) ? filledIn(load) : load.steps.map((step) => ({ ...step })),
    setupClient(client) {
      if (load.keepLocations) client.on('headers', (head) => keepLocation(head as unknown as Head, locations));
    },
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error: Error | null, done) => (error ? reject(error) : resolve(done)));
    running.on('response', () => (last = performance.now()));
  });
  const statuses = (result as unknown as { statusCodeStats: Record<string, { count: number }> }).statusCodeStats;
  const byStatus = Object.fromEntries(Object.entries(statuses).map(([status, { count }]) => [status, count]));
  return {
    answers: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
    byStatus,
    errors: result.errors,
    seconds: (last - begun) / 1000,
    latency: { median: result.latency.p50, p99: result.latency.p99, most: result.latency.max },
    locations,
  };
}

interface Head {
  headers: string[];
}

function keepLocation({ headers }: Head, locations: string[]): void {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'location');
  if (at >= 0) locations.push(headers[at + 1]!);
}

const isFilledIn = ({ path, body = '' }: Step) => /\{(n|key|item|location)\}/u.test(path + body);

/** What a client knows while it goes through the steps once. */
interface Pass {
  n?: number;
  location?: string;
}

/** The steps with what changes at each pass. autocannon's context lasts as long as one pass. */
function filledIn({ steps, items = [''] }: Load): autocannon.Request[] {
  let passes = 0;
  return steps.map(({ method, path, headers, body }, at) => ({
    method,
    path,
    headers,
    body,
    setupRequest(request, context) {
      const pass = context as Pass;
      const n = (pass.n ??= passes++);
      const fill = (text: string) =>
        text
          .replaceAll('{n}', String(n))
          .replaceAll('{item}', items[n % items.length]!)
          .replaceAll('{key}', () => randomUUID())
          .replaceAll('{location}', pass.location ?? '/');
      return { ...request, path: fill(path), ...(body === undefined ? {} : { body: fill(body) }) };
    },
    ...(steps[at + 1]?.path.includes('{location}') && {
      onResponse(_status: number, _body: string, context: object, headers?: object) {
        const { location, Location = location } = (headers ?? {}) as Record<string, string | undefined>;
        if (Location) (context as Pass).location = new URL(Location, 'http://here').pathname;
      },
    }),
  }));
}
