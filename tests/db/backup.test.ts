import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBackup } from '../../db/backup/find';
import { makeBackup } from '../../db/backup/make';
import { manifestFile, databaseFile } from '../../db/backup/manifest';
import { restoreBackup } from '../../db/backup/restore';
import { derivedTables, tablesOf } from '../../db/backup/tables';
import { changeSignup } from '../../db/changes';
import { confirmFeed, feedByToken, makeFeed } from '../../db/feeds/secret-feed';
import { organiserFor } from '../../db/organisers';
import { pictureFile, pictureOf, setPicture } from '../../db/pictures';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../support/sign-up';
import { openStore, type Dialect, type Store } from '../../db/store';
import { registerTeam } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import { idOf, outboxOf, workerTo, writeNotice } from '../emails/sending';
import { databases, emptyPlace, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish } from '../support/sample';

const day = 24 * 60 * 60_000;
const picture = { width: 1200, height: 800 };
const secrets = [testSecret] as const;

let folder: string;
let database: TestDatabase;
let store: Store;
let drops: (() => Promise<void>)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-backup-'));
  drops = [];
});
afterEach(async () => {
  for (const drop of drops.reverse()) await drop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(dialect: Dialect): Promise<void> {
  database = await testDatabase(dialect);
  ({ store } = database);
  drops.push(database.drop);
}

const backUp = (given: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
  makeBackup({ databaseUrl: database.url, secrets, folder, now: sampleNow, ...given });

/** Restores to a new place. @returns what was restored, and a store on it */
async function restoreTo(
  dialect: Dialect,
  from: string,
  given: { now?: number; secrets?: readonly [string, ...string[]] } = {},
) {
  const place = await emptyPlace(dialect);
  drops.push(place.drop);
  const settings = { now: sampleNow + day, secrets, ...given };
  const restored = await restoreBackup({ backup: await findBackup(from), databaseUrl: place.url, ...settings });
  const opened = await openStore(place.url, settings.secrets);
  drops.push(() => opened.close());
  return { restored, restoredStore: opened, url: place.url };
}

/** Both ways within a database, and both between them. */
const ways = databases.flatMap((from) => databases.map((to) => ({ from, to })));

describe.each(ways)('a backup of $from.name restored to $to.name', ({ from, to }) => {
  beforeEach(() => open(from.dialect));

  test('has everything that there is', async () => {
    const cup = await insertEvent(store, { teams: { capacity: 4, minPlayers: 1, maxPlayers: 8 }, discreet: true });
    await registerTeam(
      store,
      cup.slug,
      { name: 'Åttan', captain: wish({ name: 'Åsa "Ä" \\ 🥎', note: 'två\nrader\t' }), players: ['Bo'] },
      null,
      sampleNow,
    );
    const course = await insertCourse(store, { dates: [{ start: '2017-05-02T17:00', end: '2017-05-02T19:00' }] });
    await signUp(store, { type: 'series', slug: course.slug }, wish(), null, sampleNow);
    const code = await insertSignup(store, await insertEvent(store), { email: 'anna@example.se' });
    const feed = (await makeFeed(store, code, sampleNow))!;
    const row = await store.read.selectFrom('feed').selectAll().executeTakeFirstOrThrow();
    await confirmFeed(store, store.codes.feedTokensOf(row).confirm, sampleNow);

    const anna = await store.transact((trx) => organiserFor(trx, { email: 'a@example.se', name: 'Anna' }, sampleNow));
    const host = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const of = { offerId: cup.id, organisationId: host.id, by: anna };
    // more than a batch holds, none of them text
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256);
    await setPicture(
      store,
      of,
      { alt: 'Åtta "bollar"', picture: { ...picture, large: bytes, small: bytes } },
      sampleNow,
    );
    const { id: pictureId } = (await pictureOf(store.read, cup.id))!;

    const { folder: made, manifest } = await backUp();
    const { restored, restoredStore } = await restoreTo(to.dialect, made);
    expect(restored.rows).toEqual(manifest.rows);
    const kept = await pictureFile(restoredStore.read, pictureId, 'large');
    expect(Buffer.compare(kept!.data, bytes)).toBe(0);
    expect(manifest.rows).toMatchObject({ signup: 4, team: 1, feed: 1, series: 1, event: 3 });
    expect(await everything(restoredStore)).toEqual(await everything(store));
    expect(await feedByToken(restoredStore, feed.token)).toMatchObject({ state: 'confirmed' });
    expect(await receiptByCode(restoredStore, code, sampleNow)).toMatchObject({ name: 'Anna' });
  });

  test('that was made while signups came in is of one moment, and has all that were acknowledged before it', async () => {
    const event = await insertEvent(store, { capacity: 25 });
    const acknowledged: string[] = [];
    let made = false;
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let n = 0; !made; n++) {
        const name = `Person ${client}-${n}`;
        acknowledged.push(await insertSignup(store, event, { name, email: `${client}.${n}@example.se` }));
        await turn();
      }
    });
    while (acknowledged.length < 30) await turn();
    const before = [...acknowledged];
    const backup = await backUp().finally(() => (made = true));
    await Promise.all(clients);
    expect(acknowledged.length).toBeGreaterThan(before.length);

    const { restoredStore } = await restoreTo(to.dialect, backup.folder);
    for (const code of before) expect(await receiptByCode(restoredStore, code, sampleNow)).toBeDefined();
    const signups = await restoredStore.read.selectFrom('signup').select(['id', 'state']).execute();
    const claims = await restoredStore.read.selectFrom('claim').selectAll().execute();
    const notices = await restoredStore.read.selectFrom('outbox').selectAll().execute();
    expect(claims.filter(({ state }) => state === 'held')).toHaveLength(25);
    expect(claims.map((claim) => [claim.holder_id, claim.state]).sort()).toEqual(
      signups.map(({ id, state }) => [id, state === 'confirmed' ? 'held' : 'waiting']).sort(),
    );
    expect(notices.map((notice) => notice.signup_id).sort()).toEqual(signups.map(({ id }) => id).sort());
  });

  test('lowers no SEQUENCE: the next change has a higher one than any that was told since', async () => {
    const event = await insertEvent(store);
    const code = await insertSignup(store, event, { email: 'anna@example.se' });
    const { folder: made } = await backUp();
    for (const partySize of [2, 3, 4]) await changeSignup(store, code, { partySize }, sampleNow + 60_000 * partySize);
    const told = (await receiptByCode(store, code, sampleNow))!.sequence;
    expect(told).toBe(3);

    const { restored, restoredStore } = await restoreTo(to.dialect, made, { now: sampleNow + day });
    expect(restored).toMatchObject({ step: 86_400 + 1_000, lastChangeAt: sampleNow });
    await changeSignup(restoredStore, code, { partySize: 5 }, sampleNow + day);
    expect((await receiptByCode(restoredStore, code, sampleNow))!.sequence).toBeGreaterThan(told);
    const again = await restoreTo(to.dialect, made, { now: sampleNow + day + 60_000 });
    expect((await receiptByCode(again.restoredStore, code, sampleNow))!.sequence).toBeGreaterThan(
      (await receiptByCode(restoredStore, code, sampleNow))!.sequence - 1_000,
    );
    const { sequence, updated_at: updatedAt } = await restoredStore.read
      .selectFrom('event')
      .select(['sequence', 'updated_at'])
      .executeTakeFirstOrThrow();
    expect([sequence, updatedAt]).toEqual([restored.step, sampleNow + day]);
    const revisions = (of: Store) => of.read.selectFrom('revision').selectAll().orderBy('scope').execute();
    const [before, after] = [await revisions(store), await revisions(restoredStore)];
    expect(after.map(({ scope }) => scope)).toEqual(before.map(({ scope }) => scope));
    for (const [at, { revision }] of before.entries()) expect(after[at]!.revision).toBeGreaterThan(revision);
  });

  test('sends no old mail again, nor what the clock would have told meanwhile; only news', async () => {
    const event = await insertEvent(store, { capacity: 1 });
    const code = await insertSignup(store, event, { name: 'Först', email: 'forst@example.se' });
    await insertSignup(store, event, { name: 'Väntar', email: 'vantar@example.se' });
    await insertSignup(store, event, { name: 'Utan' });
    const queuedBefore = await outboxOf(store);
    expect(queuedBefore.map(({ state }) => state).sort()).toEqual(['call', 'queued', 'queued']);
    const { folder: made } = await backUp();

    const now = localToInstant('2017-05-17T12:00', 'Europe/Stockholm');
    const { restored, restoredStore } = await restoreTo(to.dialect, made, { now });
    const sent: { to: string; id: string }[] = [];
    const worker = workerTo(
      {
        store: restoredStore,
        transport: {
          async send(mail) {
            sent.push({ to: JSON.stringify(mail.to), id: mail.messageId });
            return { kind: 'sent' };
          },
          close() {},
        },
      },
      { now: () => now },
    );
    await worker.runOnce();
    expect(sent).toEqual([]);
    // those two, and that no place came, which the clock would have told the one who waits
    expect(restored.notices).toBe(3);
    const called = await outboxOf(restoredStore);
    expect(called.filter(({ error }) => error === 'restored')).toHaveLength(3);
    expect(called.every(({ state, lease_by: lease }) => state === 'call' && lease === null)).toBe(true);

    await writeNotice(restoredStore, {
      signup_id: await idOf(restoredStore, code),
      kind: 'changed',
      next_attempt_at: now,
      created_at: now,
    });
    await worker.runOnce();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.to).toContain('forst@example.se');
    for (const { id } of queuedBefore) expect(sent[0]!.id).not.toContain(id);
    await worker.stop();
  });
});

describe.each(databases)('backing up $name', ({ dialect }) => {
  beforeEach(() => open(dialect));

  test('leaves no table and no column out', async () => {
    const { folder: made } = await backUp();
    const file = new SQLite(join(made, databaseFile), { readonly: true });
    const ours = tablesOf(file).flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
    file.close();
    const there = await (
      dialect === 'sqlite'
        ? sql<{
            name: string;
          }>`select t.name || '.' || c.name as name from pragma_table_list t, pragma_table_xinfo(t.name) c
          where t.schema = 'main' and t.type = 'table' and c.hidden = 0`
        : sql<{ name: string }>`select c.table_name || '.' || c.column_name as name from information_schema.columns c
          where c.table_schema = current_schema() and c.is_generated = 'NEVER'`
    ).execute(store.read);
    const names = there.rows
      .map(({ name }) => name)
      .filter((name) => !/^(kysely_|sqlite_)/.test(name) && !derivedTables.includes(name.split('.')[0]!));
    expect(ours.sort()).toEqual(names.sort());
  });

  test('is for its owner alone, and leaves nothing unfinished', async () => {
    const kept = join(folder, 'kept');
    writeFileSync(kept, `${testSecret}\n`, { mode: 0o644 });
    const { folder: made, withSecret } = await backUp({ secretKeptIn: kept });
    expect(withSecret).toBe(true);
    expect(readFileSync(join(made, 'secret'), 'utf8').trim()).toBe(testSecret);
    expect(readdirSync(made).sort()).toEqual(['manifest.json', 'samling.db', 'secret']);
    for (const name of ['.', ...readdirSync(made)]) expect(statSync(join(made, name)).mode & 0o077).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(readFileSync(join(made, manifestFile), 'utf8')).not.toContain(testSecret);
  });

  test('with a secret that is not the database’s is refused, and so is the same name twice; neither leaves anything', async () => {
    await insertSignup(store, await insertEvent(store));
    await expect(backUp({ secrets: ['another'] })).rejects.toMatchObject({ kind: 'wrong-secret' });
    expect(readdirSync(folder)).toEqual([]);
    await backUp({ secrets: ['another', testSecret] });
    await expect(backUp()).rejects.toMatchObject({ kind: 'exists' });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('of nothing is refused, and makes no database', async () => {
    const { url, drop } = await emptyPlace(dialect);
    drops.push(drop);
    await expect(backUp({ databaseUrl: url })).rejects.toMatchObject({ kind: 'no-database' });
    if (dialect === 'sqlite') expect(existsSync(url.slice('sqlite:'.length))).toBe(false);
  });
});

describe.each(databases)('restoring to $name', ({ dialect }) => {
  let made: string;
  beforeEach(async () => {
    await open('sqlite');
    await insertSignup(store, await insertEvent(store));
    made = (await backUp()).folder;
  });

  test('into a place that is not empty is refused, and changes nothing', async () => {
    const other = await testDatabase(dialect);
    drops.push(other.drop);
    await insertEvent(other.store);
    const before = await everything(other.store);
    const backup = await findBackup(made);
    await expect(restoreBackup({ backup, databaseUrl: other.url, secrets, now: sampleNow })).rejects.toMatchObject({
      kind: 'not-empty',
    });
    expect(await everything(other.store)).toEqual(before);
  });

  test('with another SECRET is refused; with the old one after a new one it is not', async () => {
    const given = { secrets: ['a new one', testSecret] as const };
    await expect(restoreTo(dialect, made, { secrets: ['a new one'] })).rejects.toMatchObject({ kind: 'wrong-secret' });
    const { restored } = await restoreTo(dialect, made, given);
    expect(restored.rows.signup).toBe(1);
    // also where nobody is signed up, and no code could tell
    const empty = await testDatabase('sqlite');
    drops.push(empty.drop);
    const nobody = (await backUp({ databaseUrl: empty.url, now: sampleNow + 1_000 })).folder;
    await expect(restoreTo(dialect, nobody, { secrets: ['a new one'] })).rejects.toMatchObject({
      kind: 'wrong-secret',
    });
  });

  test('what fails half-way leaves nothing behind', async () => {
    const place = await emptyPlace(dialect);
    drops.push(place.drop);
    const settings = { backup: await findBackup(made), databaseUrl: place.url, secrets, now: sampleNow };
    const beforeItIsThere = () => {
      throw new Error('the power went');
    };
    await expect(restoreBackup({ ...settings, beforeItIsThere })).rejects.toThrow('the power went');
    if (dialect === 'sqlite') expect(readdirSync(join(place.url.slice('sqlite:'.length), '..'))).toEqual([]);
    expect((await restoreBackup(settings)).rows.signup).toBe(1);
  });

  test('a database file that something else has copied is restored as well', async () => {
    const file = join(folder, 'copied.db');
    cpSync(join(made, databaseFile), file);
    const { restored } = await restoreTo(dialect, file);
    expect(restored).toMatchObject({ rows: { signup: 1 }, lastChangeAt: sampleNow });
    await expect(restoreTo(dialect, file, { secrets: ['another'] })).rejects.toMatchObject({ kind: 'wrong-secret' });
    writeFileSync(`${file}-wal`, 'what is newest');
    await expect(findBackup(file)).rejects.toMatchObject({ kind: 'in-use' });
  });
});

describe('a backup that is not whole', () => {
  let made: string;
  beforeEach(async () => {
    await open('sqlite');
    await insertSignup(store, await insertEvent(store));
    made = (await backUp()).folder;
  });
  const file = () => join(made, databaseFile);

  test.each([
    ['one bit of its database is wrong', 'damaged', (bytes: Buffer) => void (bytes[20_000]! ^= 1)],
    ['its end is missing', 'damaged', (bytes: Buffer) => bytes.subarray(0, -4096)],
  ])('is refused: %s', async (_, kind, harm) => {
    const bytes = readFileSync(file());
    writeFileSync(file(), harm(bytes) ?? bytes);
    await expect(findBackup(made)).rejects.toMatchObject({ kind });
  });

  test.each([
    ['no manifest', (manifest: string) => rmSync(manifest)],
    ['half a manifest', (manifest: string) => writeFileSync(manifest, readFileSync(manifest, 'utf8').slice(0, 100))],
    ['a manifest of another kind', (manifest: string) => writeFileSync(manifest, '{"what":"other"}')],
  ])('is refused: %s', async (_, harm) => {
    harm(join(made, manifestFile));
    await expect(findBackup(made)).rejects.toMatchObject({ kind: 'no-backup' });
  });

  test('is refused: damaged inside a file that nobody has a sum of', async () => {
    const copied = join(folder, 'copied.db');
    const bytes = readFileSync(file());
    bytes.fill(0xff, 3 * 4096, 3 * 4096 + 2_000);
    writeFileSync(copied, bytes);
    await expect(restoreTo('sqlite', copied)).rejects.toThrow();
    await expect(restoreTo('postgres', copied)).rejects.toThrow();
  });

  test('is refused: rows missing although the file is sound', async () => {
    const backup = await findBackup(made);
    backup.manifest!.rows.signup = 2;
    const place = await emptyPlace('sqlite');
    drops.push(place.drop);
    const settings = { databaseUrl: place.url, secrets, now: sampleNow };
    await expect(restoreBackup({ backup, ...settings })).rejects.toMatchObject({ kind: 'damaged' });
  });

  test('is refused: made by a newer program', async () => {
    const newer = join(folder, 'newer.db');
    cpSync(file(), newer);
    const db = new SQLite(newer);
    db.exec(`insert into kysely_migration values ('9999-later', '2099')`);
    db.close();
    await expect(restoreTo('sqlite', newer)).rejects.toMatchObject({ kind: 'newer', detail: '9999-later' });
    await expect(restoreTo('postgres', newer)).rejects.toMatchObject({ kind: 'newer' });
  });
});

/** All rows of all tables, but what restoring raises. */
async function everything({ read }: Store): Promise<string> {
  const tables = [
    ...(['site', 'organisation', 'series', 'event', 'co_host', 'activity', 'pool', 'signup', 'claim', 'team'] as const),
    ...(['outbox', 'feed', 'erasure', 'organiser', 'deed', 'picture', 'picture_file'] as const),
  ];
  const rows = await Promise.all(tables.map((table) => read.selectFrom(table).selectAll().execute()));
  const raised = ['sequence', 'updated_at', 'state', 'error', 'settled_at'];
  return JSON.stringify(
    rows.map((ofOne, index) =>
      ofOne
        .map((row) => {
          const kept = Object.entries(row).filter(([name]) => tables[index] !== 'outbox' || !raised.includes(name));
          return JSON.stringify(kept.filter(([name]) => !['sequence', 'updated_at'].includes(name)).sort());
        })
        .sort(),
    ),
  );
}
