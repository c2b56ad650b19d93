import { sql } from 'kysely';
import type { EndedAs, Instant } from '../domain/event';
import type { Language } from '../domain/language/speech';
import type { SignupRow } from './signup-rows';
import type { Trx } from './store';

/**
 * Ends signups and gives their places back. Whoever calls serves the line and tells.
 * @param as how, where the person does not do it
 */
export async function endSignups(
  trx: Trx,
  signups: readonly Pick<SignupRow, 'id'>[],
  now: Instant,
  as: EndedAs | null = null,
): Promise<void> {
  const ids = signups.map((signup) => signup.id);
  if (!ids.length) return;
  await trx
    .updateTable('signup')
    .set((eb) => ({
      state: 'cancelled' as const,
      line_no: null,
      to_approve: 0 as const,
      ended_as: as,
      sequence: eb('sequence', '+', 1),
      updated_at: now,
    }))
    .where('id', 'in', ids)
    .execute();
  await trx.updateTable('claim').set({ state: 'ended' }).where('holder_id', 'in', ids).execute();
}

/**
 * Whether the mail that tells a cancellation withdraws the calendar entry: not when another living signup to the
 * same offer has the same address, whose entry would go with it. CONTRACT §4.4.
 */
export async function entryFacts(
  trx: Trx,
  signup: Pick<SignupRow, 'id' | 'offer_id' | 'email' | 'state'>,
): Promise<{ withdrawEntry: boolean }> {
  if (signup.state !== 'confirmed' || signup.email === null) return { withdrawEntry: false };
  const other = await trx
    .selectFrom('signup')
    .select('id')
    .where('offer_id', '=', signup.offer_id)
    .where(sql<string>`lower(email)`, '=', sql<string>`lower(${signup.email})`)
    .where('id', '<>', signup.id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  return { withdrawEntry: !other };
}

/** What one does in a language is also mailed in it. CONTRACT §1. */
export async function setLanguage(trx: Trx, signupId: string, language: Language): Promise<void> {
  await trx.updateTable('signup').set({ language }).where('id', '=', signupId).execute();
}
