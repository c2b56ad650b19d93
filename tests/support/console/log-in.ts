import { addOrganiser } from '../../../db/organisers';
import { addSession } from '../../../db/sessions';
import type { Role } from '../../../domain/role';
import type { Instant } from '../../../domain/event';
import type { TestApp } from '../app';

/** Gives somebody a role in an organisation, and their id. */
export async function organiser(
  app: TestApp,
  who: { email: string; name?: string; organisation: string; role?: Role },
  now: Instant,
): Promise<string> {
  const { email, name = null, organisation, role = 'organiser' } = who;
  const outcome = await addOrganiser(app.store, { email, name, organisation, role }, now);
  if (outcome === 'unknown') throw new Error(`there is no organisation ${organisation}`);
  const row = await app.store.read
    .selectFrom('organiser')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Logs somebody in, without a code: none is mailed, sooner or later. @returns the headers that their browser then sends */
export async function logIn(app: TestApp, email: string, now: Instant): Promise<{ cookie: string }> {
  const { id: organiserId } = await app.store.read
    .selectFrom('organiser')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const token = await app.store.transact((trx) => addSession(trx, { organiserId, device: null }, now));
  return { cookie: `samling=${token}` };
}
