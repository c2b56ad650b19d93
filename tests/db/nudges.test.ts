import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { nudgeByClock, nudgeCaptains } from '../../db/nudges';
import { addOrganiser } from '../../db/organisers';
import type { Store } from '../../db/store';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import type { Wish } from '../../domain/wish';
import { workerTo } from '../emails/sending';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { at } from '../support/programme';
import { insertEvent, insertSite, sampleNow, wish, type InsertedOffer, type SampleEvent } from '../support/sample';
import { testSmtp, type TestSmtp } from '../support/smtp';

const hour = 3600_000;
const day = 24 * hour;
/** The event begins on 17 May at 10. */
const start = at('2017-05-17T10:00');

describe.each(databases)('captains of teams that are short, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let smtp: TestSmtp;
  let event: InsertedOffer;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    smtp = await testSmtp();
    await insertSite(store);
  });
  afterEach(async () => {
    await smtp.close();
    await database.drop();
  });

  async function tournament(more: SampleEvent = {}) {
    const teams = { capacity: 2, minPlayers: 3, maxPlayers: 5 };
    event = await insertEvent(store, {
      slug: 'boll',
      title: 'Brännboll',
      host: 'rsmh',
      capacity: null,
      teams,
      ...more,
    });
  }
  async function register(name: string, players: string[] = [], captain: Partial<Wish> = {}, when = sampleNow) {
    const team = { name, captain: wish({ name: `Kapten ${name}`, ...captain }), players };
    const outcome = await registerTeam(store, 'boll', team, null, when);
    if (!('code' in outcome)) throw new Error(outcome.kind);
    const row = await store.read.selectFrom('team').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
    return store.codes.codeOf(row);
  }
  const nudges = async () => {
    const rows = await store.read
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .select(['signup.name', 'outbox.state'])
      .where('outbox.kind', '=', 'team-incomplete')
      .orderBy('outbox.created_at')
      .execute();
    return rows.map(({ name, state }) => `${name} ${state}`).sort();
  };
  /** Lets the clock work every six hours. */
  async function pass(from: number, to: number) {
    let told = 0;
    for (let now = from; now <= to; now += 6 * hour) told += await nudgeByClock(store, now);
    return told;
  }

  test('are reminded a week and two days before, with how many are missing, the link and the words', async () => {
    await tournament();
    const code = await register('Bollarna', ['Bo'], { email: 'kapten@example.se' });
    await register('Hela', ['Bo', 'Cia'], { email: 'hel@example.se' });
    expect(await pass(start - 12 * day, start - 7 * day - hour)).toBe(0);
    expect(await nudgeByClock(store, start - 7 * day)).toBe(1);
    expect(await pass(start - 7 * day + hour, start - 2 * day - 6 * hour)).toBe(0);
    expect(await pass(start - 2 * day, start + day)).toBe(1);
    expect(await nudges()).toEqual(['Kapten Bollarna queued', 'Kapten Bollarna queued']);

    await workerTo({ store, smtp }, { now: () => start - day }).runOnce();
    const mail = smtp.mailTo('kapten@example.se');
    expect(mail.subject).toBe('Laget behöver en till: Brännboll');
    expect(mail.text!.split('\n')[0]).toBe('Laget Bollarna behöver en spelare till för Brännboll.');
    expect(mail.text).toContain(`/lag/${code}`);
    const { words } = await store.read
      .selectFrom('team')
      .select('words')
      .where('name', '=', 'Bollarna')
      .executeTakeFirstOrThrow();
    expect(mail.text).toContain(words!.replaceAll('-', ' '));
  });

  test('are not reminded of what is no longer so when the mail is written', async () => {
    await tournament();
    const code = await register('Bollarna', ['Bo'], { email: 'kapten@example.se', language: 'en' });
    await nudgeByClock(store, start - 8 * day);
    expect(await nudgeByClock(store, start - 7 * day)).toBe(1);
    await store.transact((trx) =>
      trx.updateTable('outbox').set({ state: 'sent' }).where('kind', '<>', 'team-incomplete').execute(),
    );
    await joinTeam(store, code, wish({ name: 'Ny' }), null, sampleNow);
    await workerTo({ store, smtp }, { now: () => start - 6 * day }).runOnce();
    expect(smtp.mails).toEqual([]);
    expect(await nudges()).toEqual(['Kapten Bollarna dropped']);
  });

  test('wait a day after the team became short, also when somebody has left', async () => {
    await tournament();
    await register('Bollarna', ['Bo'], {}, start - 6 * day);
    expect(await nudgeByClock(store, start - 6 * day)).toBe(0);
    expect(await nudgeByClock(store, start - 5 * day - hour)).toBe(0);
    expect(await nudgeByClock(store, start - 5 * day)).toBe(1);
    // without an address they are on the call list
    expect(await nudges()).toEqual(['Kapten Bollarna call']);
  });

  test('are never reminded twice of the same, however many workers look', async () => {
    await tournament();
    await register('Bollarna', [], { email: 'kapten@example.se' });
    await nudgeByClock(store, start - 8 * day);
    const told = await Promise.all([1, 2, 3, 4].map(() => nudgeByClock(store, start - 7 * day)));
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await nudges()).toHaveLength(1);
  });

  test('of teams in line, and of what is cancelled, are left alone', async () => {
    await tournament({ teams: { capacity: 0, minPlayers: 3, maxPlayers: 5 } });
    await register('Väntarna');
    expect(await pass(start - 9 * day, start)).toBe(0);
    await store.transact((trx) => trx.updateTable('pool').set({ capacity: 5 }).where('of', '=', 'teams').execute());
    await register('Bollarna');
    await store.transact((trx) => trx.updateTable('event').set({ status: 'cancelled' }).execute());
    expect(await pass(start - 9 * day, start)).toBe(0);
  });

  test('are reminded by the organiser at most once an hour, which is written down', async () => {
    await tournament();
    await register('Bollarna', [], { email: 'kapten@example.se' });
    await register('Hela', ['Bo', 'Cia'], { email: 'hel@example.se' });
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(store, who, sampleNow);
    const { id: by } = await store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow();
    const { id: organisationId } = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    const nudge = (now: number) => nudgeCaptains(store, { slug: 'boll', by, organisationId }, now);
    const both = await Promise.all([nudge(sampleNow), nudge(sampleNow)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['nudged', 'too-soon']);
    expect(await nudge(sampleNow + hour - 1)).toEqual({ kind: 'too-soon', lastAt: sampleNow });
    expect(await nudge(sampleNow + hour)).toEqual({ kind: 'nudged', told: 1 });
    expect(await nudges()).toEqual(['Kapten Bollarna queued', 'Kapten Bollarna queued']);
    expect((await deedsTo(store.read, event.id)).map(({ kind, facts }) => [kind, facts.count])).toEqual([
      ['captains-nudged', 1],
      ['captains-nudged', 1],
    ]);
    expect(await nudge(start + 30 * day)).toEqual({ kind: 'over' });
  });
});
