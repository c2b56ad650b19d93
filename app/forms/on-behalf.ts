import type { SignupPage } from '../../db/signup-page';
import type { Wish } from '../../domain/wish';
import { typedOf } from './signup-form';
import type { Typed } from './typed';

/**
 * A signup as an organiser's form shows it. An audience is told in confidence, and shown where places are kept for one
 * alone (decision 0121): what is not sent is kept as it is.
 */
export function shownTyped(wish: Wish, page: Pick<SignupPage, 'kept'>): Typed {
  const typed = typedOf(wish).filter(([name]) => name !== 'audience' || page.kept.length > 0);
  return [...typed, ['language', wish.language]];
}
