import type { Asked } from './asked.server';

/** Whether a page may run scripts: only the organisers' console does. Its pages are complete without them too. */
export const mayRunScripts = (segments: string[]): boolean => segments[0] === 'arrangor';

/**
 * Whether a request asks for what only a page that is hydrated asks for: Remix serves each route's data beside its
 * page. No page of ours is, so nobody has a use for a second way to its data.
 */
export function asksForLoaderData({ segments, query }: Pick<Asked, 'segments' | 'query'>): boolean {
  if (segments.at(-1)?.endsWith('.data') || segments[0] === '__manifest') return true;
  return query !== '' && new URLSearchParams(query).has('_data');
}
