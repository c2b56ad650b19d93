import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiptByCode } from '../../db/receipts';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow } from '../support/sample';

const program = resolve('build/server/erase.js');

describe.each(databases)('npm run erase on $name (CONTRACT §6)', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());

  function erase(...args: string[]) {
    const SECRET = testSecret.padEnd(32, '.');
    const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, DATABASE_URL: database.url, SECRET };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  it('erases the people of what was over before the day, says how many, and the second time that there is nothing', async () => {
    const past = await insertEvent(database.store, { start: '2017-05-17T10:00', end: '2017-05-17T23:59' });
    const next = await insertEvent(database.store, { start: '2017-05-18T00:00', end: '2017-05-18T01:00' });
    const [gone, kept] = [await insertSignup(database.store, past), await insertSignup(database.store, next)];
    const first = erase('--before', '2017-05-18');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain('Anmälningar: 1.');
    expect(await receiptByCode(database.store, gone, sampleNow)).toBeUndefined();
    expect(await receiptByCode(database.store, kept, sampleNow)).toMatchObject({ name: 'Anna' });
    const second = erase('--before=2017-05-18');
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(second.stdout).toMatch(/^Det finns inget att ta bort från .*2017-05-18\.\n$/);
  });

  it.each([
    [[], /^Skriv ett datum efter --before: .*\n$/],
    [['--before'], /^Skriv ett datum .*\n$/],
    [['2017-05-18'], /^Skriv ett datum .*\n$/],
    [['--before', '2017-02-30'], /^2017-02-30 är inget datum: .*\n$/],
    [['--before', 'igår'], /^igår är inget datum: .*\n$/],
  ])('%j is answered by one sentence, and erases nothing', async (args, sentence) => {
    const code = await insertSignup(database.store, await insertEvent(database.store, {}));
    const { status, stdout, stderr } = erase(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(await receiptByCode(database.store, code, sampleNow)).toBeDefined();
  });
});
