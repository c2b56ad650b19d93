import type { IncomingMessage } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { pathIn, readLanguage } from '../../domain/language/path';
import { isLanguage } from '../../domain/language/speech';
import { readResponse, type Answer } from './answer.server';
import type { Step } from './asked.server';
import { readBody, readForm } from './body.server';
import { withCachePolicy } from './cache-policy.server';
import { asksForLoaderData, hasClientBundle } from './client-bundle.server';
import type { Samling } from './context';
import { isGoodOrigin } from './origin.server';
import { Refusal } from './refusal.server';
import { remixByPart } from './remix-by-part.server';

/** What every answer shares: the rest of `Samling` is each request's own. */
export type Shared = Pick<Samling, 'store' | 'baseUrl' | 'now'>;

export interface RemixSettings extends Shared, Pick<Samling, 'observeSignup'> {
  /** False while BASE_URL is not set: then forms may come from the request's own host too. */
  baseUrlGiven: boolean;
  /** How many proxies stand in front. */
  trustProxy: number;
}

/**
 * Hands requests to Remix and gives its answers back. A request is read whole first, so that routes are given only
 * what can be read: a good origin, a form of reasonable size, an address that decodes.
 */
export function handOverToRemix(build: ServerBuild, settings: RemixSettings): Step {
  const remix = remixByPart(build);
  const { store, baseUrl, now, observeSignup } = settings;

  return async (asked): Promise<Answer> => {
    const url = new URL(`${baseUrl}${asked.target.replace(/%00/g, '')}`); // PostgreSQL refuses a NUL in a text
    if (!asked.isAddress || asksForLoaderData(asked.path, url.searchParams)) {
      throw new Refusal({ kind: 'not-found' });
    }
    const isForm = asked.method === 'POST';
    const form = isForm ? await takeForm(asked.req, settings) : new FormData();
    if (isForm) url.pathname = pathAsked(url.pathname, form);
    const nonce = hasClientBundle(asked.segments) ? asked.nonce : '';
    const samling: Samling = { store, baseUrl, now, observeSignup, form, nonce };
    const response = await remix(url.pathname)(toWebRequest(asked.req, url), { samling });
    if (samling.fault) {
      const kept =
        samling.fault === 'unavailable' && isForm ? { action: asked.target, fields: fieldsOf(form) } : undefined;
      // a POST to a page that takes no form
      const headers: Record<string, string> = samling.fault === 'wrong-method' ? { allow: 'GET, HEAD' } : {};
      throw new Refusal({ kind: samling.fault, kept, headers }, { cause: samling.error });
    }
    return withCachePolicy(await readResponse(response), asked.method, asked.segments);
  };
}

/**
 * The path in the language that a form asks for by its field `language`, since a POST is answered in it whatever its
 * path says. CONTRACT §1
 */
function pathAsked(path: string, form: FormData): string {
  const asked = form.get('language');
  return isLanguage(asked) ? pathIn(asked, readLanguage(path).rest) : path;
}

const fieldsOf = (form: FormData) =>
  [...form].filter((field): field is [string, string] => typeof field[1] === 'string');

async function takeForm(req: IncomingMessage, { baseUrl, baseUrlGiven, trustProxy }: RemixSettings): Promise<FormData> {
  const forwarded = trustProxy ? req.headers['x-forwarded-host'] : undefined;
  const hosts = [req.headers.host, [forwarded].flat()[0]?.split(',')[0]?.trim()];
  if (!isGoodOrigin(req.headers.origin, { baseUrl, baseUrlGiven, hosts }))
    throw new Refusal({ kind: 'foreign-origin' });
  return readForm(await readBody(req), req.headers['content-type']);
}

/**
 * The request as Remix gets it: at BASE_URL whatever host it came by, and without what has been looked at already. A
 * body would be wrapped in a stream and unwrapped again three times over. HEAD is asked as GET, so that it has GET's
 * headers, its ETag among them.
 */
function toWebRequest({ method, headers: { cookie } }: IncomingMessage, url: URL): Request {
  return new Request(url, { method: method === 'POST' ? 'POST' : 'GET', headers: cookie ? { cookie } : {} });
}
