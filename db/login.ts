import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { codesWithin, codeStands, isOpen, mostCodes, mostTries } from '../domain/login';
import { addSession, endSession, proveSession } from './sessions';
import type { Store, Trx } from './store';
import { tellLogin } from './tell';

/**
 * Begins a login: a code is mailed to the address, if anybody here has it. Who has not is answered the same way, by the
 * same statements: the answer never tells whether an address is known.
 * @param email as `readEmail` writes it
 * @param code.formWaits the code is for a form that waits for it: its mail leads nowhere else
 * @returns the login's id, for the page where the code is written
 */
export async function beginLogin(
  store: Store,
  email: string,
  now: Instant,
  code: { formWaits: boolean } = { formWaits: false },
): Promise<string> {
  return store.transact(async (trx) => {
    const organiser = await trx
      .selectFrom('organiser')
      .select('id')
      .where('email', '=', email)
      // many who ask at once for the same address are counted one after another; SQLite has one writer
      .$if(store.dialect === 'postgres', (query) => query.forNoKeyUpdate())
      .executeTakeFirst();
    const recent = await codesMailed(trx, organiser?.id ?? '', now - codesWithin);
    // whoever asks again and again cannot fill somebody's letter box, nor try more codes than this
    const known = organiser && recent < mostCodes ? organiser.id : null;
    const id = uuid();
    await trx
      .insertInto('login')
      .values({
        id,
        organiser_id: known,
        nonce: store.codes.freshLogin(),
        created_at: now,
        expires_at: now + codeStands,
        used_at: null,
      })
      .execute();
    // also where nothing is mailed: the same work, so that not even the time that it takes tells one from the other
    await tellLogin(trx, { id, isMailed: known !== null, ...code }, now);
    return id;
  });
}

async function codesMailed(trx: Trx, organiserId: string, since: Instant): Promise<number> {
  const logins = await trx
    .selectFrom('login')
    .select('id')
    .where('organiser_id', '=', organiserId)
    .where('created_at', '>', since)
    .limit(mostCodes)
    .execute();
  return logins.length;
}

/** What became of a code that somebody wrote. */
export type LoginOutcome =
  /** `token`: for the session's cookie. */
  | { kind: 'in'; token: string }
  | { kind: 'wrong'; triesLeft: number }
  /** Too late, used already, or written wrong too many times: a new one must be asked for. */
  | { kind: 'over' };

/**
 * Ends a login by its code: a new session, whatever session the browser had before, so that nobody can be given one
 * that another knows.
 * @param code as `readLoginCode` reads it
 */
export async function finishLogin(
  store: Store,
  by: { loginId: string; code: string; device: string | null; formerToken: string | null },
  now: Instant,
): Promise<LoginOutcome> {
  return store.transact(async (trx) => {
    const taken = await takeCode(trx, store, by, now);
    if (taken.kind !== 'right') return taken;
    if (by.formerToken !== null) await endSession(trx, by.formerToken, now);
    return { kind: 'in', token: await addSession(trx, { organiserId: taken.organiserId, device: by.device }, now) };
  });
}

/**
 * Shows by a mailed code, again, who it is that is logged in.
 * @returns `in` with the session's new token; another's code is a wrong one
 */
export async function finishProof(
  store: Store,
  by: { loginId: string; code: string; sessionId: string; organiserId: string },
  now: Instant,
): Promise<LoginOutcome> {
  return store.transact(async (trx) => {
    const taken = await takeCode(trx, store, by, now);
    if (taken.kind !== 'right') return taken;
    const token = await proveSession(trx, by.sessionId, now);
    return token === undefined ? { kind: 'over' } : { kind: 'in', token };
  });
}

/**
 * Uses a login's code up, or one of its tries.
 * @param by.organiserId whose it must be, where that is known
 */
async function takeCode(
  trx: Trx,
  store: Store,
  by: { loginId: string; code: string; organiserId?: string },
  now: Instant,
): Promise<{ kind: 'right'; organiserId: string } | Exclude<LoginOutcome, { kind: 'in' }>> {
  const row = await trx
    .selectFrom('login')
    .selectAll()
    .where('id', '=', by.loginId)
    .$if(store.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row || !isOpen({ expiresAt: row.expires_at, usedAt: row.used_at, tries: row.tries }, now)) {
    return { kind: 'over' };
  }
  const { organiser_id: organiserId } = row;
  const isTheirs = organiserId !== null && (by.organiserId === undefined || by.organiserId === organiserId);
  const isRight = store.codes.isLoginCode(row, by.code) && isTheirs;
  await trx
    .updateTable('login')
    .set({ tries: row.tries + 1, used_at: isRight ? now : null })
    .where('id', '=', row.id)
    .execute();
  if (isRight) return { kind: 'right', organiserId };
  const triesLeft = mostTries - row.tries - 1;
  return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'over' };
}

/** Takes away logins that nothing can come of any more: whoever asks for a code leaves no trace for long. */
export async function forgetOldLogins(store: Store, now: Instant): Promise<void> {
  const old = now - codesWithin - codeStands;
  const some = await store.read.selectFrom('login').select('id').where('expires_at', '<', old).limit(500).execute();
  if (!some.length) return;
  const ids = some.map(({ id }) => id);
  await store.transact(async (trx) => {
    await trx.deleteFrom('outbox').where('login_id', 'in', ids).execute();
    await trx.deleteFrom('login').where('id', 'in', ids).execute();
  });
}
