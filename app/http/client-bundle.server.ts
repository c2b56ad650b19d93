import { readAddress } from './address.server';

/** Whether a page ships the client bundle: only the organisers' console does. */
export const hasClientBundle = (segments: string[]): boolean => segments[0] === 'arrangor';

/**
 * Whether a request asks for what only a client bundle asks for: Remix serves each route's data beside its page, and
 * a page without a bundle has no use for a second, unguarded way to its data.
 */
export function asksForLoaderData(path: string, query: URLSearchParams): boolean {
  const segments = readAddress(path) ?? [];
  if (hasClientBundle(segments)) return false;
  return query.has('_data') || segments.at(-1)?.endsWith('.data') === true || segments[0] === '__manifest';
}
