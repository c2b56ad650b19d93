import { beginLogin, finishLogin } from '../../../db/login';
import { addOrganiser } from '../../../db/organisers';
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

/** Logs somebody in, without the mail. @returns the headers that their browser then sends */
export async function logIn(app: TestApp, email: string, now: Instant): Promise<{ cookie: string }> {
  const loginId = await beginLogin(app.store, email, now);
  const row = await app.store.read
    .selectFrom('login')
    .select('nonce')
    .where('id', '=', loginId)
    .executeTakeFirstOrThrow();
  const by = { loginId, code: app.store.codes.loginCodeOf(row), device: null, formerToken: null };
  const outcome = await finishLogin(app.store, by, now);
  if (outcome.kind !== 'in') throw new Error(outcome.kind);
  return { cookie: `samling=${outcome.token}` };
}
