import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beginLogin, finishLogin, forgetOldLogins } from '../../db/login';
import { addOrganiser, changeRole, membersOf, removeMember } from '../../db/organisers';
import { acceptInvitation, invitationByToken, invite, invitationsOf, withdrawInvitation } from '../../db/invitations';
import { revokeSession, sessionsOf, signedInBy } from '../../db/sessions';
import type { Store } from '../../db/store';
import { codesWithin, codeStands, mostCodes, mostTries } from '../../domain/login';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, sampleNow as now } from '../support/sample';

describe.each(databases)('organisers on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let organisation: { id: string; slug: string };
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    await insertEvent(store);
    organisation = await store.read.selectFrom('organisation').select(['id', 'slug']).executeTakeFirstOrThrow();
  });
  afterEach(() => database.drop());

  const add = (email: string, role: 'administrator' | 'organiser' | 'door' = 'administrator') =>
    addOrganiser(store, { email, name: null, organisation: organisation.slug, role }, now);
  const codeOf = async (id: string) =>
    store.codes.loginCodeOf(
      await store.read.selectFrom('login').select('nonce').where('id', '=', id).executeTakeFirstOrThrow(),
    );
  const mailed = async () =>
    (await store.read.selectFrom('outbox').select(['kind', 'state']).execute()).filter(
      ({ kind, state }) => kind === 'login' && state !== 'dropped',
    ).length;
  const finish = (loginId: string, code: string, at = now, formerToken: string | null = null) =>
    finishLogin(store, { loginId, code, device: 'Firefox, Android', formerToken }, at);

  async function logIn(email: string, at = now): Promise<string> {
    const id = await beginLogin(store, email, at);
    const outcome = await finish(id, await codeOf(id), at);
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    return outcome.token;
  }

  test('one who is known is mailed a code, which lets in once', async () => {
    expect(await add('anna@example.se')).toBe('added');
    const id = await beginLogin(store, 'anna@example.se', now);
    expect(await mailed()).toBe(1);
    const code = await codeOf(id);
    const outcome = await finish(id, code);
    expect(outcome).toEqual({ kind: 'in', token: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await finish(id, code)).toEqual({ kind: 'over' });
    const signed = await signedInBy(store, (outcome as { token: string }).token, now);
    expect(signed).toMatchObject({
      organiser: { email: 'anna@example.se' },
      memberships: [{ organisation: { slug: organisation.slug }, role: 'administrator' }],
      isProved: true,
    });
    // the token itself is nowhere
    const stored = JSON.stringify(await store.read.selectFrom('session').selectAll().execute());
    expect(stored).not.toContain((outcome as { token: string }).token);
  });

  test('one who is not known is mailed nothing, and no code lets in', async () => {
    const id = await beginLogin(store, 'nobody@example.se', now);
    expect(await mailed()).toBe(0);
    expect(await finish(id, await codeOf(id))).toEqual({ kind: 'wrong', triesLeft: mostTries - 1 });
    expect(await finish('no-such-login', '12345678')).toEqual({ kind: 'over' });
  });

  test('a code that is written wrong too often, or too late, is over', async () => {
    await add('anna@example.se');
    const id = await beginLogin(store, 'anna@example.se', now);
    const code = await codeOf(id);
    const wrong = code === '00000000' ? '00000001' : '00000000';
    for (let left = mostTries - 1; left > 0; left--)
      expect(await finish(id, wrong)).toEqual({ kind: 'wrong', triesLeft: left });
    expect(await finish(id, wrong)).toEqual({ kind: 'over' });
    expect(await finish(id, code)).toEqual({ kind: 'over' });
    const late = await beginLogin(store, 'anna@example.se', now);
    expect(await finish(late, await codeOf(late), now + codeStands)).toEqual({ kind: 'over' });
  });

  test('of those who guess at once no more are told than there are tries', async () => {
    await add('anna@example.se');
    const id = await beginLogin(store, 'anna@example.se', now);
    const wrong = (await codeOf(id)) === '00000000' ? '00000001' : '00000000';
    const told = await Promise.all(Array.from({ length: 20 }, () => finish(id, wrong)));
    expect(told.filter(({ kind }) => kind === 'wrong')).toHaveLength(mostTries - 1);
  });

  test('nobody’s letter box is filled, and after a while one may ask again', async () => {
    await add('anna@example.se');
    for (let time = 0; time < mostCodes + 3; time++) await beginLogin(store, 'anna@example.se', now);
    expect(await mailed()).toBe(mostCodes);
    await beginLogin(store, 'anna@example.se', now + codesWithin);
    expect(await mailed()).toBe(mostCodes + 1);
  });

  test('a new login ends the session that the browser had, and no other', async () => {
    await add('anna@example.se');
    const [elsewhere, here] = [await logIn('anna@example.se'), await logIn('anna@example.se')];
    const id = await beginLogin(store, 'anna@example.se', now);
    await finish(id, await codeOf(id), now, here);
    expect(await signedInBy(store, here, now)).toBeUndefined();
    expect(await signedInBy(store, elsewhere, now)).toBeDefined();
  });

  test('one sees where one is logged in, and ends it; another’s is not one’s own', async () => {
    await add('anna@example.se');
    await add('bo@example.se');
    const [annas, bos] = [await logIn('anna@example.se'), await logIn('bo@example.se')];
    const anna = (await signedInBy(store, annas, now))!;
    const bo = (await signedInBy(store, bos, now))!;
    expect(await sessionsOf(store.read, anna.organiser.id, now)).toEqual([
      { id: anna.sessionId, device: 'Firefox, Android', createdAt: now, seenAt: now },
    ]);
    const asBo = { organiserId: bo.organiser.id, sessionId: anna.sessionId };
    expect(await revokeSession(store, asBo, now)).toBe(false);
    expect(await signedInBy(store, annas, now)).toBeDefined();
    expect(await revokeSession(store, { ...asBo, organiserId: anna.organiser.id }, now)).toBe(true);
    expect(await signedInBy(store, annas, now)).toBeUndefined();
  });

  test('a session is noted as used now and then', async () => {
    await add('anna@example.se');
    const token = await logIn('anna@example.se');
    const seen = async () =>
      (await store.read.selectFrom('session').select('seen_at').executeTakeFirstOrThrow()).seen_at;
    await signedInBy(store, token, now + 60_000);
    expect(await seen()).toBe(now);
    await signedInBy(store, token, now + 3600_000);
    expect(await seen()).toBe(now + 3600_000);
  });

  test('the last administrator stays, also when two remove each other at once', async () => {
    await add('anna@example.se');
    await add('bo@example.se');
    const ids = (await membersOf(store.read, organisation.id)).map(({ organiserId }) => organiserId);
    const of = (organiserId: string) => ({ organisationId: organisation.id, organiserId });
    const outcomes = await Promise.all(ids.map((id) => removeMember(store, { ...of(id), by: id }, now)));
    expect(outcomes.sort()).toEqual(['done', 'last-administrator']);
    const [last] = await membersOf(store.read, organisation.id);
    expect(await changeRole(store, { ...of(last!.organiserId), role: 'door', by: 'x' }, now)).toBe(
      'last-administrator',
    );
    expect(await changeRole(store, { ...of('nobody'), role: 'door', by: 'x' }, now)).toBe('unknown');
    await add('cia@example.se', 'door');
    expect(await membersOf(store.read, organisation.id)).toHaveLength(2);
  });

  test('an invitation is accepted once, by its token alone', async () => {
    await add('anna@example.se');
    const [anna] = await membersOf(store.read, organisation.id);
    const to = {
      organisationId: organisation.id,
      email: 'bo@example.se',
      role: 'organiser' as const,
      by: anna!.organiserId,
    };
    expect(await invite(store, to, now)).toBe('invited');
    const tokenNow = async () =>
      store.codes.invitationTokenOf(
        await store.read
          .selectFrom('invitation')
          .select(['nonce', 'token_hash'])
          .where('settled_at', 'is', null)
          .executeTakeFirstOrThrow(),
      );
    const first = await tokenNow();
    expect(await invite(store, to, now)).toBe('invited');
    expect(await invitationByToken(store, first, now)).toBeUndefined();
    const token = await tokenNow();
    expect(await invitationByToken(store, token, now)).toMatchObject({ email: 'bo@example.se', role: 'organiser' });
    expect(await acceptInvitation(store, token, 'Bo Ek', now)).toEqual({
      organisation: organisation.slug,
      email: 'bo@example.se',
    });
    const named = async () => (await membersOf(store.read, organisation.id)).map(({ name }) => name);
    expect(await named()).toContain('Bo Ek');
    expect(await acceptInvitation(store, token, 'Eva', now)).toBeUndefined();
    expect(await named()).not.toContain('Eva');
    expect(await membersOf(store.read, organisation.id)).toHaveLength(2);
    expect(await invite(store, to, now)).toBe('already');
    const other = { ...to, email: 'cia@example.se' };
    await invite(store, other, now);
    const [waiting] = await invitationsOf(store.read, organisation.id, now);
    const taken = await tokenNow();
    expect(await withdrawInvitation(store, { organisationId: 'another', id: waiting!.id }, now)).toBe(false);
    expect(await withdrawInvitation(store, { organisationId: organisation.id, id: waiting!.id }, now)).toBe(true);
    expect(await acceptInvitation(store, taken, null, now)).toBeUndefined();
  });

  test('old logins are forgotten with their notices', async () => {
    await add('anna@example.se');
    await logIn('anna@example.se');
    await beginLogin(store, 'nobody@example.se', now);
    await forgetOldLogins(store, now + codeStands);
    expect(await store.read.selectFrom('login').selectAll().execute()).toHaveLength(2);
    await forgetOldLogins(store, now + 24 * 3600_000);
    expect(await store.read.selectFrom('login').selectAll().execute()).toEqual([]);
    expect(await mailed()).toBe(0);
  });
});
