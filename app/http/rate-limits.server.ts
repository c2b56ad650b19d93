import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isCalendar } from './address.server';
import type { Asked, Step } from './asked.server';
import { takesPicture } from './body.server';
import { Refusal } from './refusal.server';

interface Limit {
  name: string;
  /** Whether a request is one of those that are counted. */
  counts(method: string, segments: string[], query: URLSearchParams): boolean;
  /** How many from one address … */
  points: number;
  /** … within how many minutes. */
  minutes: number;
  /** Whether an answer was a find after all, and is then not counted: only guesses wear a limit out. */
  found?(status: number): boolean;
}

/**
 * Every limit, by client address. A day centre with a hundred people is one address: all may sign up in the same ten
 * minutes and look at their codes as often as they like, since only wrong codes are counted. Guessing one of a million
 * codes among 2^50 at sixty wrong ones in ten minutes would take some 350 years from one address.
 */
export const rateLimits: Limit[] = [
  {
    name: 'sign up, register or join a team',
    counts: (method, [first, , third]) =>
      method === 'POST' && (isOneOf(first, 'evenemang', 'serier') ? isOneOf(third, 'anmalan', 'lag') : first === 'lag'),
    points: 300,
    minutes: 10,
  },
  {
    name: 'change, cancel or make a calendar',
    counts: (method, [first]) => method === 'POST' && isOneOf(first, 'anmalan', 'min'),
    points: 300,
    minutes: 10,
  },
  {
    name: 'a code or a secret address that does not exist',
    counts: (_method, [first, second, third]) =>
      (isOneOf(first, 'anmalan', 'min', 'lag') && second !== undefined) || (first === 'api' && third === 'signups'),
    points: 60,
    minutes: 10,
    found: (status) => status !== 404,
  },
  {
    name: 'a code typed wrong',
    counts: (method, [first]) => method === 'POST' && first === 'min-anmalan',
    points: 60,
    minutes: 10,
    found: isRedirect,
  },
  {
    name: 'three words that are no team',
    counts: (_method, [first, second], query) => first === 'lag' && second === undefined && query.has('ord'),
    points: 60,
    minutes: 10,
    found: isRedirect,
  },
  {
    name: 'ask to log in',
    counts: (method, segments) =>
      method === 'POST' && isOneOf(segments.join('/'), 'arrangor/logga-in', 'arrangor/fortsatt/mejl'),
    points: 30,
    minutes: 10,
  },
  {
    name: 'ask what a passkey is to sign',
    counts: (method, [first, ...rest]) => method === 'POST' && first === 'arrangor' && rest.at(-1) === 'fraga',
    points: 60,
    minutes: 10,
  },
  {
    name: 'a login that goes wrong, an invitation that does not exist',
    counts: (method, [first, second, third]) =>
      first === 'arrangor' &&
      ((method === 'POST' && second === 'logga-in' && isOneOf(third, 'kod', 'nyckel')) ||
        (method === 'POST' && second === 'fortsatt' && third !== 'mejl') ||
        second === 'inbjudan'),
    points: 30,
    minutes: 10,
    found: (status) => status !== 404 && status !== 400,
  },
  {
    name: 'send a picture',
    counts: (method, segments) => method === 'POST' && takesPicture(segments),
    points: 60,
    minutes: 10,
  },
  {
    // the large calendar services ask for everybody's calendars from few addresses
    name: 'calendars, schema.org and the API',
    counts: (_method, segments) => isCalendar(segments) || isOneOf(segments[0], 'schema', 'api'),
    points: 3000,
    minutes: 10,
  },
];

function isOneOf(word: string | undefined, ...words: string[]): boolean {
  return word !== undefined && words.includes(word);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/**
 * Counts requests in this process's memory, and refuses with `too-many` whoever is past a limit.
 * @param trustProxy how many proxies stand in front
 */
export function limitRates(trustProxy: number): Step {
  const counters = rateLimits.map((limit) => ({
    limit,
    counter: new RateLimiterMemory({ points: limit.points, duration: limit.minutes * 60 }),
  }));
  return async (asked) => {
    const query = new URLSearchParams(asked.query);
    const counting = counters.filter(({ limit }) => limit.counts(asked.method, asked.segments, query));
    if (!counting.length) return undefined;
    const client = clientOf(addressOf(asked.req, trustProxy));
    await Promise.all(counting.map(({ limit, counter }) => count(limit, counter, client, asked)));
    return undefined;
  };
}

/** Counts before the answer is known, so that many guesses at once gain nothing, and takes a find back afterwards. */
async function count(limit: Limit, counter: RateLimiterMemory, client: string, asked: Asked): Promise<void> {
  try {
    await counter.consume(client);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new Refusal({ kind: 'too-many', minutes: Math.max(1, Math.ceil(error.msBeforeNext / 60_000)) });
  }
  const { found } = limit;
  if (found) asked.whenAnswered((status) => found(status) && void counter.reward(client));
}

/** The address that a request came from, as the last of our own proxies saw it. */
const addressOf = (req: IncomingMessage, trustProxy: number): string =>
  proxyAddr(req, (_address, hop) => hop < trustProxy);

/** One client: an IPv4 address, or the /64 network that one IPv6 customer has. */
export function clientOf(ip = ''): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
