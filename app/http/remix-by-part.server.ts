import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';
import { readLanguage } from '../../domain/language/path';

/**
 * Remix's handler for a path. Remix ranks all the routes that it has for each request, and makes their patterns anew,
 * some three times over: with every route in two languages that takes longer than all else that it does. So each part
 * of the site has a handler that knows no other routes: its language and the path's first segment, and in the
 * console, which has the most, the page as well. In app/routes.ts these are never parameters.
 * @throws Error where one is
 */
export function remixByPart(build: ServerBuild): (path: string) => RequestHandler {
  const parts = new Map<string, Set<string>>();
  for (const { id, parentId, path } of Object.values(build.routes)) {
    if (id === 'root') continue;
    // a route inside another is of the same part
    const part = parentId === 'root' ? partOfRoute(path ?? '') : partWith(parts, parentId);
    parts.set(part, (parts.get(part) ?? new Set()).add(id));
  }
  const handlers = new Map([...parts].map(([part, ids]) => [part, handlerOf(build, ids)]));
  const nowhere = handlerOf(build, new Set());
  return (path) => handlers.get(partOf(path)) ?? nowhere;
}

function partOf(path: string): string {
  const { language, rest } = readLanguage(decodeURI(path).toLowerCase());
  const [first = '', second, , page] = rest.split('/').filter(Boolean);
  // /arrangor/evenemang/:slug/deltagare/:id
  const part = first === 'arrangor' ? [first, second, page] : [first];
  return [language, ...part].join('/');
}

function partOfRoute(path: string): string {
  const part = partOf(`/${path}`);
  if (/[:*?]/.test(part)) throw new Error(`the route ${path} has a parameter where its part of the site is known by`);
  return part;
}

const partWith = (parts: Map<string, Set<string>>, id: string | undefined): string =>
  [...parts].find(([, ids]) => id !== undefined && ids.has(id))?.[0] ?? '';

function handlerOf(build: ServerBuild, ids: Set<string>): RequestHandler {
  const only = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => id === 'root' || ids.has(id)));
  const assets = { ...build.assets, routes: only(build.assets.routes) };
  return createRequestHandler({ ...build, routes: only(build.routes), assets }, 'production');
}
