import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from 'express';
import { pathIn, readLanguage } from '../../domain/language/path';
import { isLanguage } from '../../domain/language/speech';
import { readAddress } from './address.server';
import { readBody, readForm } from './body.server';
import { answerUnlessKnown, applyCachePolicy } from './cache-policy.server';
import { asksForLoaderData } from './client-bundle.server';
import type { Samling } from './context';
import { isGoodOrigin } from './origin.server';
import { Refusal, sendAnswer } from './refusal.server';

/** What every answer shares: the rest of `Samling` is each request's own. */
export type Shared = Pick<Samling, 'store' | 'baseUrl' | 'now' | 'observeSignup'>;

/**
 * Hands requests to Remix and its answers back. A request is read whole first, so that routes are given only what can
 * be read: a good origin, a form of reasonable size, an address that decodes.
 * @param baseUrlGiven false while BASE_URL is not set: then forms may come from the request's own host too
 */
export function handOverToRemix(build: ServerBuild, shared: Shared, baseUrlGiven: boolean): RequestHandler {
  const handle = createRequestHandler(build, 'production');

  async function answer(req: ExpressRequest, res: ExpressResponse): Promise<void> {
    const segments = readAddress(req.path);
    const url = new URL(`${shared.baseUrl}${safeTarget(req.originalUrl)}`);
    if (!segments || asksForLoaderData(req.path, url.searchParams)) throw new Refusal({ kind: 'not-found' });

    const form = req.method === 'POST' ? await takeForm(req, shared.baseUrl, baseUrlGiven) : undefined;
    if (form) url.pathname = pathAsked(url.pathname, form.fields);
    const samling: Samling = { ...shared, nonce: res.locals.nonce as string };
    const answer = await handle(toWebRequest(req, url, form?.body, shared.baseUrl), { samling });
    if (samling.fault) {
      const kept =
        samling.fault === 'unavailable' && form ? { action: req.originalUrl, fields: form.fields } : undefined;
      // a POST to a page that takes no form
      const headers: Record<string, string> = samling.fault === 'wrong-method' ? { Allow: 'GET, HEAD' } : {};
      throw new Refusal({ kind: samling.fault, kept, headers }, { cause: samling.error });
    }
    applyCachePolicy(answer, req.method, segments);
    await sendAnswer(res, await answerUnlessKnown(answer, req.headers['if-none-match']), req.method);
  }

  return (req, res, next) => {
    answer(req, res).catch(next);
  };
}

/** Path and query, without the NUL that PostgreSQL refuses in a text. An absolute target is cut to its path. */
function safeTarget(target: string): string {
  const path = target.startsWith('/') ? target : URL.canParse(target) ? new URL(target).pathname : '/';
  return path.replace(/%00/g, '');
}

/**
 * The path in the language that a form asks for by its field `language`, since a POST is answered in it whatever its
 * path says. CONTRACT §1
 */
function pathAsked(path: string, fields: readonly [string, string][]): string {
  const asked = fields.find(([name]) => name === 'language')?.[1];
  return isLanguage(asked) ? pathIn(asked, readLanguage(path).rest) : path;
}

async function takeForm(req: ExpressRequest, baseUrl: string, baseUrlGiven: boolean) {
  const forwarded = req.app.enabled('trust proxy') ? req.get('X-Forwarded-Host')?.split(',')[0]?.trim() : undefined;
  const hosts = [req.headers.host, forwarded];
  if (!isGoodOrigin(req.headers.origin, { baseUrl, baseUrlGiven, hosts }))
    throw new Refusal({ kind: 'foreign-origin' });
  const body = await readBody(req);
  const form = await readForm(body, req.headers['content-type']);
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  return { body, fields };
}

/**
 * The request as Remix gets it: at BASE_URL whatever host it came by, since Remix compares `Origin` with the host and
 * knows nothing of BASE_URL. HEAD is asked as GET, so that it has GET's headers, its ETag among them.
 */
function toWebRequest(
  req: ExpressRequest,
  url: URL,
  body: Uint8Array<ArrayBuffer> | undefined,
  baseUrl: string,
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const { host, origin } = new URL(baseUrl);
  headers.set('Host', host);
  headers.delete('X-Forwarded-Host');
  if (headers.has('Origin')) headers.set('Origin', origin);
  if (body && !headers.has('Content-Type')) headers.set('Content-Type', 'application/x-www-form-urlencoded');
  return new Request(url, body ? { method: 'POST', headers, body } : { headers });
}
