import type { Instant } from './event';

/** How long what a passkey is asked to sign may be answered, in milliseconds. */
export const challengeStands = 5 * 60_000;

/** How long nobody is asked again, on the same device, whether they want a passkey. */
const offerAgainAfter = 180 * 24 * 3600_000;

/** Whether to ask somebody who has just logged in by a code whether they want a passkey. */
export function offersPasskey(
  { hasOneHere, offeredAt }: { hasOneHere: boolean; offeredAt: Instant | null },
  now: Instant,
): boolean {
  return !hasOneHere && (offeredAt === null || now - offeredAt >= offerAgainAfter);
}

/**
 * Whether a passkey's count of its uses is what its next use may say: higher than before, or 0 where it does not count.
 * One that is not has been copied.
 */
export function counterStands(before: number, after: number): boolean {
  return after > before || (before === 0 && after === 0);
}

/**
 * What passkeys are bound to: the site's host. null where browsers have none: they want a name, and https unless it is
 * this machine itself.
 * @param baseUrl BASE_URL
 */
export function passkeyHost(baseUrl: string): string | null {
  const { protocol, hostname } = new URL(baseUrl);
  if (/^\[|^[\d.]+$/.test(hostname)) return null;
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost');
  return protocol === 'https:' || isHere ? hostname : null;
}
