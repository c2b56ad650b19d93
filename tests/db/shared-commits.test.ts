import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SharedCommits } from '../../db/shared-commits';
import { isUnavailable, Unavailable } from '../../db/unavailable';

describe('changes that share a commit', () => {
  let folder: string;
  let db: SQLite.Database;
  let commits: SharedCommits;
  /** Another connection: what it sees is committed. */
  let other: SQLite.Database;
  let statements: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samling-commits-'));
    const file = join(folder, 'test.db');
    statements = [];
    db = new SQLite(file, { timeout: 0, verbose: (sql) => statements.push(String(sql)) });
    db.pragma('journal_mode = WAL');
    db.exec('create table kept (id integer primary key, text text) strict');
    other = new SQLite(file);
    commits = new SharedCommits(db, 50);
  });
  afterEach(() => {
    db.close();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const insert = (id: number, text = '') => db.prepare('insert into kept values (?, ?)').run(id, text);
  const add = (id: number, text = '') => commits.run(async () => void insert(id, text));
  const kept = () => other.prepare<[], number>('select id from kept order by id').pluck().all();
  const committed = () => statements.filter((sql) => sql === 'commit').length;
  const reasons = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error) : null));

  test('are fewer commits than changes, each durable when it is answered, none that says so before', async () => {
    const ids = Array.from({ length: 200 }, (_, id) => id);
    let answered = 0;
    await Promise.all(
      ids.map(async (id) => {
        await add(id);
        answered += 1;
        expect(kept()).toContain(id);
      }),
    );
    expect([answered, kept()]).toEqual([200, ids]);
    expect(committed()).toBeLessThan(20);
    // at most 64 each, so that a steady stream does not keep one open for ever
    expect(committed()).toBeGreaterThanOrEqual(4);
  });

  test('run one after another', async () => {
    let running = 0;
    const change = async (id: number) => {
      expect((running += 1)).toBe(1);
      insert(id);
      await nextTurn();
      running -= 1;
    };
    await Promise.all([1, 2, 3].map((id) => commits.run(() => change(id))));
    expect(kept()).toEqual([1, 2, 3]);
  });

  test('one that throws leaves nothing behind, and its neighbours alone', async () => {
    const failing = commits.run(async () => {
      insert(2);
      throw new Error('on purpose');
    });
    // what it was refused for may be what a neighbour did: it is not told before that is certain
    failing.catch(() => expect(kept()).toEqual([1, 3]));
    const outcomes = await Promise.allSettled([add(1), failing, add(3), add(1)]);
    expect(reasons(outcomes).map((reason) => reason?.message)).toEqual([
      undefined,
      'on purpose',
      undefined,
      'UNIQUE constraint failed: kept.id',
    ]);
    expect(kept()).toEqual([1, 3]);
  });

  test('keep exactly what was answered, whichever of them fail', async () => {
    let next = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ fails: fc.boolean(), waits: fc.nat(3) })), async (changes) => {
        const first = next;
        const before = kept().length;
        const outcomes = await Promise.allSettled(
          changes.map(async ({ fails, waits }) => {
            const id = (next += 1);
            for (let turn = 0; turn < waits; turn++) await nextTurn();
            return commits.run(async () => {
              insert(id);
              if (waits === 2) await nextTurn();
              if (fails) throw new Error('on purpose');
              return id;
            });
          }),
        );
        const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
        expect(ids).toHaveLength(changes.filter(({ fails }) => !fails).length);
        expect(kept().filter((id) => id > first)).toEqual(ids.sort((one, two) => one - two));
        expect(kept()).toHaveLength(before + ids.length);
      }),
      { numRuns: 50 },
    );
  });

  test('wait for a lock that another process holds without stopping this one', async () => {
    commits = new SharedCommits(db);
    other.exec('begin immediate');
    const waiting = Promise.all([add(1), add(2)]);
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    other.exec('commit');
    await waiting;
    expect([kept(), committed()]).toEqual([[1, 2], 1]);
  });

  test('give up a lock that does not come, and are well again when it does', async () => {
    other.exec('begin immediate');
    const outcomes = await Promise.allSettled([add(1), add(2)]);
    expect(reasons(outcomes)).toEqual([expect.any(Unavailable), expect.any(Unavailable)]);
    other.exec('commit');
    await add(3);
    expect(kept()).toEqual([3]);
  });

  describe('on a full disk', () => {
    const grown = 'x'.repeat(20_000);
    const fill = () => db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);
    const empty = () => db.pragma('max_page_count = 1000000');

    test('nobody is answered that it is kept, and the next is well once there is room', async () => {
      fill();
      // SQLite undoes all of it by itself
      const outcomes = await Promise.allSettled([add(1), add(2, grown), add(3)]);
      expect(reasons(outcomes).map((reason) => reason && isUnavailable(reason))).toEqual([true, true, null]);
      expect(kept()).toEqual([3]);
      empty();
      await add(4, grown);
      expect(kept()).toEqual([3, 4]);
    });

    test('one that carries on after it is not answered either', async () => {
      fill();
      const careless = async () => expect(() => insert(2, grown)).toThrow('full');
      const outcomes = await Promise.allSettled([add(1), commits.run(careless)]);
      expect(reasons(outcomes)).toEqual([expect.any(Unavailable), expect.any(Unavailable)]);
      expect(kept()).toEqual([]);
    });
  });

  test('when the commit fails, nobody is answered that it is kept', async () => {
    db.pragma('foreign_keys = ON');
    db.exec('create table part (whole integer references kept (id) deferrable initially deferred) strict');
    const outcomes = await Promise.allSettled([
      add(1),
      commits.run(async () => void db.prepare('insert into part values (99)').run()),
    ]);
    expect(reasons(outcomes).map((reason) => reason?.message)).toEqual(
      Array.from({ length: 2 }, () => 'FOREIGN KEY constraint failed'),
    );
    expect(kept()).toEqual([]);
    await add(2);
    expect(kept()).toEqual([2]);
  });
});
