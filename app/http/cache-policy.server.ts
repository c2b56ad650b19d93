import { withHeaders, type Answer } from './answer.server';
import { isCalendar, opennessOf } from './address.server';

/**
 * What may be kept of what a route answered, by its address. CONTRACT §1: receipts, team pages and forms are never
 * kept; feeds and public pages may be, and are asked for again with their ETag.
 */
export function withCachePolicy(answer: Answer, method: string, segments: string[]): Answer {
  const openness = opennessOf(segments);
  const own = answer.headers['cache-control'];
  const kept = method !== 'POST' && answer.status === 200 && (openness === 'open' || isCalendar(segments));
  const policy = !kept ? 'private, no-store' : openness !== 'open' ? 'private, no-cache' : (own ?? 'no-cache');
  return withHeaders(answer, { 'cache-control': policy });
}
