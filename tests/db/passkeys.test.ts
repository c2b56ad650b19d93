import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addChallenge,
  addPasskey,
  credentialBy,
  forgetOldChallenges,
  logInByPasskey,
  offerPasskey,
  passkeysOf,
  proveByPasskey,
  removePasskey,
  takeChallenge,
} from '../../db/passkeys';
import { organiserFor } from '../../db/organisers';
import { addSession, signedInBy } from '../../db/sessions';
import { challengeStands } from '../../domain/passkey';
import { provedWithin } from '../../domain/login';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { sampleNow as now } from '../support/sample';

describe.each(databases)('passkeys on $name', ({ dialect }) => {
  let database: TestDatabase;
  let anna: string;
  let bo: string;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    [anna, bo] = await database.store.transact(async (trx) => [
      await organiserFor(trx, { email: 'anna@example.se', name: null }, now),
      await organiserFor(trx, { email: 'bo@example.se', name: null }, now),
    ]);
  });
  afterEach(() => database.drop());

  const made = (organiserId: string, credential: string, counter = 0) => ({
    organiserId,
    credential,
    publicKey: 'key',
    counter,
    transports: ['internal'],
    device: 'Firefox, Android',
  });
  const session = (organiserId: string) =>
    database.store.transact((trx) => addSession(trx, { organiserId, device: null }, now));
  const known = async (credential: string) => (await credentialBy(database.store.read, credential))!;

  test('what is to be signed is answered once, by whom it was given to, for what it was given', async () => {
    const { store } = database;
    const ask = () => addChallenge(store, { challenge: 'abc', purpose: 'login', sessionId: null }, now);
    const answer = { purpose: 'login' as const, sessionId: null };
    const id = await ask();
    const [first, second] = await Promise.all([1, 2].map(() => takeChallenge(store, { ...answer, id }, now)));
    expect([first, second].sort()).toEqual(['abc', undefined]);
    expect(await takeChallenge(store, { ...answer, id: await ask(), purpose: 'proof' }, now)).toBeUndefined();
    expect(await takeChallenge(store, { ...answer, id: await ask() }, now + challengeStands)).toBeUndefined();
    expect(await takeChallenge(store, { ...answer, id: 'another' }, now)).toBeUndefined();
    await ask();
    await forgetOldChallenges(store, now + challengeStands - 1);
    expect(await store.read.selectFrom('passkey_challenge').select('id').execute()).toHaveLength(1);
    await forgetOldChallenges(store, now + challengeStands + 1);
    expect(await store.read.selectFrom('passkey_challenge').select('id').execute()).toEqual([]);
  });

  test('belong to one person: another can neither remove one nor have the same', async () => {
    const { store } = database;
    expect(await addPasskey(store, made(anna, 'one'), now)).toBe('added');
    expect(await addPasskey(store, made(bo, 'one'), now)).toBe('taken');
    const [own] = await passkeysOf(store.read, anna);
    expect(own).toMatchObject({ device: 'Firefox, Android', usedAt: null });
    expect(await removePasskey(store, { organiserId: bo, id: own!.id })).toBe(false);
    expect(await removePasskey(store, { organiserId: anna, id: own!.id })).toBe(true);
    expect(await known('one')).toBeUndefined();
  });

  test('log in with a session of their own, and end the one that the browser had', async () => {
    const { store } = database;
    await addPasskey(store, made(anna, 'one', 5), now);
    const formerToken = await session(bo);
    const use = { passkey: await known('one'), counter: 6, device: null, formerToken };
    const token = (await logInByPasskey(store, use, now + 1))!;
    expect(await signedInBy(store, token, now + 1)).toMatchObject({ organiser: { id: anna }, isProved: true });
    expect(await signedInBy(store, formerToken, now + 1)).toBeUndefined();
    expect(await passkeysOf(store.read, anna)).toMatchObject([{ usedAt: now + 1 }]);
    // one that says a count that has been has been copied
    expect(await logInByPasskey(store, use, now + 2)).toBeUndefined();
    expect(await logInByPasskey(store, { ...use, passkey: await known('one'), counter: 6 }, now)).toBeUndefined();
    expect(await known('one')).toMatchObject({ counter: 6 });
  });

  test('of two answers with the same count at the same moment one lets in', async () => {
    const { store } = database;
    await addPasskey(store, made(anna, 'one', 5), now);
    const use = { passkey: await known('one'), counter: 6, device: null, formerToken: null };
    const tokens = await Promise.all([1, 2, 3].map(() => logInByPasskey(store, use, now)));
    expect(tokens.filter(Boolean)).toHaveLength(1);
  });

  test('show again who it is, with a new token; another’s does not', async () => {
    const { store } = database;
    await addPasskey(store, made(anna, 'one'), now);
    await addPasskey(store, made(bo, 'two'), now);
    const token = await session(anna);
    const later = now + provedWithin;
    const signed = (await signedInBy(store, token, later))!;
    expect(signed.isProved).toBe(false);
    const of = { sessionId: signed.sessionId, organiserId: anna, counter: 0 };
    expect(await proveByPasskey(store, { ...of, passkey: await known('two') }, later)).toBeUndefined();
    const proved = (await proveByPasskey(store, { ...of, passkey: await known('one') }, later))!;
    expect(await signedInBy(store, token, later)).toBeUndefined();
    expect(await signedInBy(store, proved, later)).toMatchObject({ sessionId: signed.sessionId, isProved: true });
  });

  test('are offered once on a device that has none', async () => {
    const { store } = database;
    const phone = { organiserId: anna, device: 'Firefox, Android' };
    expect(await offerPasskey(store, phone, now)).toBe(true);
    expect(await offerPasskey(store, phone, now)).toBe(false);
    expect(await offerPasskey(store, { ...phone, device: null }, now)).toBe(true);
    expect(await offerPasskey(store, { ...phone, organiserId: bo }, now)).toBe(true);
    const year = 365 * 24 * 3600_000;
    expect(await offerPasskey(store, phone, now + year)).toBe(true);
    await addPasskey(store, made(anna, 'one'), now);
    expect(await offerPasskey(store, phone, now + 2 * year)).toBe(false);
  });
});
