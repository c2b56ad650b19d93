import type { IncomingMessage } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { signedInBy } from '../../db/sessions';
import { isConsolePath } from '../../domain/paths';
import { pathIn, readLanguage } from '../../domain/language/path';
import type { Instant } from '../../domain/event';
import { isLanguage } from '../../domain/language/speech';
import { readResponse, type Answer } from './answer.server';
import type { Asked, Step } from './asked.server';
import { bodyLimit, pictureLimit, readBody, readForm, takesPicture } from './body.server';
import { withCachePolicy } from './cache-policy.server';
import type { Samling } from './context';
import type { KeptAddress } from './finished/kept-address.server';
import { isGoodOrigin } from './origin.server';
import { Refusal } from './refusal.server';
import { remixByPart } from './remix-by-part.server';
import { asksForLoaderData } from './scripts.server';
import { tokenIn } from './session-cookie.server';
import { Turns } from './turns.server';

/** What every answer shares: the rest of `Samling` is each request's own. */
export type Shared = Pick<Samling, 'store' | 'baseUrl' | 'now'>;

export interface RemixSettings extends Shared, Pick<Samling, 'observeSignup'> {
  /** False while BASE_URL is not set: then forms may come from the request's own host too. */
  baseUrlGiven: boolean;
  /** How many proxies stand in front. */
  trustProxy: number;
}

/** Large bodies are read a few at a time: each is held whole in memory. */
const uploads = new Turns(3, 30);

export interface Remix {
  /** Answers any request. It is read whole first, so that routes are given only what can be read. */
  answer: Step;
  /** Reads a page or a feed that is the same for everybody: what it answers depends on nothing but what is given. */
  read(address: KeptAddress, given: Pick<Samling, 'store' | 'formKey'> & { now: Instant }): Promise<Answer>;
}

/** Hands requests to Remix and gives its answers back. */
export function handOverToRemix(build: ServerBuild, settings: RemixSettings): Remix {
  const remix = remixByPart(build);
  const { store, baseUrl, now, observeSignup } = settings;

  /** @throws Refusal for what has failed */
  async function ask(
    request: Request,
    own: Pick<Samling, 'store' | 'now' | 'form' | 'formKey' | 'userAgent'>,
  ): Promise<Answer> {
    const samling: Samling = { baseUrl, observeSignup, ...own };
    const response = await remix(new URL(request.url).pathname)(request, { samling });
    if (samling.interruption) return samling.interruption;
    if (!samling.fault) return readResponse(response);
    // a POST to a page that takes no form, or a GET of what takes nothing else
    const allow = request.method === 'POST' ? 'GET, HEAD' : 'POST';
    const headers: Record<string, string> = samling.fault === 'wrong-method' ? { allow } : {};
    throw new Refusal({ kind: samling.fault, headers }, { cause: samling.error });
  }

  return {
    async answer(asked) {
      const url = new URL(`${baseUrl}${asked.target.replace(/%00/g, '')}`); // PostgreSQL refuses a NUL in a text
      if (!asked.isAddress || asksForLoaderData(asked)) {
        throw new Refusal({ kind: 'not-found' });
      }
      const isForm = asked.method === 'POST';
      const form = isForm ? await takeForm(asked, settings) : new FormData();
      if (isForm) url.pathname = pathAsked(url.pathname, form);
      const userAgent = asked.req.headers['user-agent'];
      const own = { store, now, form, formKey: crypto.randomUUID(), userAgent };
      const asking = ask(toWebRequest(asked.req, url), own);
      const answer = await (isForm ? asking.catch((error: unknown) => keepTyped(error, asked.target, form)) : asking);
      return withCachePolicy(answer, asked.method, asked.segments);
    },

    async read({ target, segments }, { store, now: moment, formKey }) {
      const own = { store, now: () => moment, form: new FormData(), formKey };
      return withCachePolicy(await ask(new Request(baseUrl + target), own), 'GET', segments);
    },
  };
}

/** What was typed is still there when the database is not. CONTRACT §6 */
function keepTyped(error: unknown, action: string, form: FormData): never {
  if (!(error instanceof Refusal) || error.fault.kind !== 'unavailable') throw error;
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  throw new Refusal({ ...error.fault, kept: { action, fields } }, { cause: error.cause });
}

/**
 * The path in the language that a form asks for by its field `language`, since a POST is answered in it whatever its
 * path says. CONTRACT §1
 */
function pathAsked(path: string, form: FormData): string {
  const asked = form.get('language');
  // the console has no languages: there the field says what somebody else is told in
  return isLanguage(asked) && !isConsolePath(path) ? pathIn(asked, readLanguage(path).rest) : path;
}

async function takeForm({ req, segments }: Asked, settings: RemixSettings): Promise<FormData> {
  const { baseUrl, baseUrlGiven, trustProxy, store, now } = settings;
  const { headers } = req;
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined;
  const hosts = [headers.host, [forwarded].flat()[0]?.split(',')[0]?.trim()];
  const from = { origin: headers.origin, site: [headers['sec-fetch-site']].flat()[0] };
  if (!isGoodOrigin(from, { baseUrl, baseUrlGiven, hosts })) throw new Refusal({ kind: 'foreign-origin' });
  const isUpload = takesPicture(segments) && (await isSignedIn(headers.cookie, { store, baseUrl, now }));
  const read = async (limit: number) => readForm(await readBody(req, limit), headers['content-type']);
  return isUpload ? uploads.take(() => read(pictureLimit)) : read(bodyLimit);
}

/** Whoever has no session has nothing large to send: nobody else makes the process hold ten megabytes. */
async function isSignedIn(cookie: string | undefined, samling: Shared): Promise<boolean> {
  const token = tokenIn(cookie, samling);
  return token !== null && (await signedInBy(samling.store, token, samling.now())) !== undefined;
}

/**
 * The request as Remix gets it: at BASE_URL whatever host it came by, and without what has been looked at already. A
 * body would be wrapped in a stream and unwrapped again three times over. HEAD is asked as GET, so that it has GET's
 * headers, its ETag among them.
 */
function toWebRequest({ method, headers: { cookie } }: IncomingMessage, url: URL): Request {
  return new Request(url, { method: method === 'POST' ? 'POST' : 'GET', headers: cookie ? { cookie } : {} });
}
