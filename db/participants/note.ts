import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/event';
import { lockOffer } from '../line';
import type { Store } from '../store';
import { recordSignupDeed, signupAt, type AtSignup } from './acting';

export type NoteOutcome =
  | { kind: 'written' | 'same' | 'unknown' }
  /** Somebody else has written meanwhile: what stands there now. */
  | { kind: 'conflict'; note: string | null };

/** A note as a short text that changes when it does: a form carries it, so that nobody is overwritten. */
export const noteBasis = (note: string | null): string =>
  createHash('sha256')
    .update(note ?? '')
    .digest('base64url')
    .slice(0, 22);

/**
 * Writes what organisers want to tell each other about a signup. The person is not told; it is erased with them.
 * @param written.basis `noteBasis` of what the form showed
 */
export async function writeNote(
  store: Store,
  at: AtSignup,
  written: { note: string | null; basis: string },
  now: Instant,
): Promise<NoteOutcome> {
  return store.transact(async (trx): Promise<NoteOutcome> => {
    await lockOffer(trx, store.dialect, at.offerId);
    const signup = await signupAt(trx, at);
    if (!signup) return { kind: 'unknown' };
    const { organiser_note: note } = signup;
    if (note === written.note) return { kind: 'same' };
    if (noteBasis(note) !== written.basis) return { kind: 'conflict', note };
    await trx.updateTable('signup').set({ organiser_note: written.note }).where('id', '=', signup.id).execute();
    await recordSignupDeed(trx, at, 'note-written', now);
    return { kind: 'written' };
  });
}
