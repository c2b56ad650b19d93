import type { Instant } from '../domain/event';
import { signupByCode } from './signup-rows';
import type { Asker, Store } from './store';

/** Which of some addresses want no reminders, in lower case. */
export async function thoseWithoutReminders(
  store: Pick<Store, 'codes'>,
  asker: Asker,
  emails: readonly string[],
): Promise<Set<string>> {
  const byHash = new Map(
    emails.flatMap((email) => store.codes.addressHashesOf(email).map((hash) => [hash, email.toLowerCase()])),
  );
  if (!byHash.size) return new Set();
  const rows = await asker
    .selectFrom('reminder_stop')
    .select('address_hash')
    .where('address_hash', 'in', [...byHash.keys()])
    .execute();
  return new Set(rows.map((row) => byHash.get(row.address_hash)!));
}

export async function wantsNoReminders(store: Pick<Store, 'codes'>, asker: Asker, email: string): Promise<boolean> {
  return (await thoseWithoutReminders(store, asker, [email])).size > 0;
}

/** Whether the address of a signup is reminded. `unreachable`: there is no address to remind. */
export type Reminded = 'yes' | 'stopped' | 'unreachable';

/** @param code as `readCode` gives it @returns undefined when it leads nowhere */
export async function remindedByCode(store: Store, code: string): Promise<Reminded | undefined> {
  const signup = await signupByCode(store, store.read, code);
  if (!signup) return undefined;
  if (signup.email === null) return 'unreachable';
  return (await wantsNoReminders(store, store.read, signup.email)) ? 'stopped' : 'yes';
}

/**
 * Stops reminders to a signup's address, or lets them come again; nothing else is changed, and again is harmless. It is
 * the address that is remembered, as a keyed hash: it holds for all that was signed up with it and will be, and no
 * longer for a signup that is given another address.
 * @returns false when the code leads nowhere
 */
export async function setReminded(store: Store, code: string, wants: boolean, now: Instant): Promise<boolean> {
  return store.transact(async (trx) => {
    const signup = await signupByCode(store, trx, code);
    if (!signup) return false;
    if (signup.email === null) return true;
    const hashes = store.codes.addressHashesOf(signup.email);
    if (wants) await trx.deleteFrom('reminder_stop').where('address_hash', 'in', hashes).execute();
    else {
      await trx
        .insertInto('reminder_stop')
        .values({ address_hash: hashes[0], at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    return true;
  });
}
