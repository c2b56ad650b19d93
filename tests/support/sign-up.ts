import { signUp as signUpBy, type SignupOutcome } from '../../db/signups';
import type { Store } from '../../db/store';
import type { Instant } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import type { Wish } from '../../domain/wish';

/** Signs up with a wish that one has, in place of a form. */
export async function signUp(
  store: Store,
  to: { type: Offer['type']; slug: string },
  wish: Wish,
  key: string | null,
  now: Instant,
): Promise<SignupOutcome> {
  const outcome = await signUpBy<never>(store, to, () => ({ wish, key }), now);
  if (outcome.kind === 'unread' || outcome.kind === 'each-date') return { kind: 'unknown' };
  return outcome;
}
