import type { Asked } from './asked.server';

/** Whether a page ships the client bundle: only the organisers' console does. */
export const hasClientBundle = (segments: string[]): boolean => segments[0] === 'arrangor';

/**
 * Whether a request asks for what only a client bundle asks for: Remix serves each route's data beside its page, and
 * a page without a bundle has no use for a second, unguarded way to its data.
 */
export function asksForLoaderData({ segments, query }: Pick<Asked, 'segments' | 'query'>): boolean {
  if (hasClientBundle(segments)) return false;
  if (segments.at(-1)?.endsWith('.data') || segments[0] === '__manifest') return true;
  return query !== '' && new URLSearchParams(query).has('_data');
}
