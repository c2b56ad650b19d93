import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, describe, test } from 'vitest';
import { loadProgramme } from '../../db/programme/load';
import { isUnavailable } from '../../db/unavailable';
import { Processes } from '../contract/processes';
import { databases, testDatabase } from '../support/databases';
import {
  checkAcknowledged,
  checkAnswers,
  checkJournal,
  checkLine,
  checkMoment,
  checkNotices,
  checkOutcomes,
  checkReads,
} from './checks';
import { Clients } from './clients';
import { writeHistory } from './history';
import { elastic, programme } from './hot-events';
import { openWatcher, type Rows } from './watcher';

/**
 * 64 clients and four processes of the built site on one database; what they asked and heard is written down, and
 * checked. `RACE_SECONDS=60 npx vitest run tests/race` races for longer and prints what came of it; a history in which
 * something is wrong is kept. Needs `npm run build`.
 */
const seconds = Number(process.env.RACE_SECONDS ?? 3);
const clients = 64;
const processes = 4;
const secret = 'a secret of the race, long enough';

describe.each(databases)('a race on $name', ({ dialect }) => {
  test('oversells nothing, loses nobody, and keeps the line', { timeout: 60_000 + seconds * 4_000 }, async () => {
    const database = await testDatabase(dialect);
    const site = new Processes();
    const watcher = await openWatcher(database.url);
    try {
      const load = async (capacity: number) => {
        const outcome = await loadProgramme(database.store, programme(capacity), { now: Date.now() });
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      };
      await load(6);
      await watcher.keepJournal();
      const before = await watcher.look('all');
      const ids = await watcher.names();
      const moving = new Set([ids.get(elastic)!]);

      const started = Array.from({ length: processes }, (_, index) =>
        site.program('server', {
          DATABASE_URL: database.url,
          SECRET: secret,
          RATE_LIMITS: 'off',
          // one of them sends what is to be told
          OUTBOX: index === 0 ? 'on' : 'off',
          MAIL_DIR: join(site.folder, 'mail'),
        }),
      );
      const urls = await Promise.all(started.map((server) => server.url()));

      const racers = new Clients(urls);
      const wrong = new Set<string>();
      const moments: { rows: Rows; at: [number, number] }[] = [];
      const until = performance.now() + seconds * 1_000;
      const stopped = () => performance.now() >= until;
      const limits = async () => {
        while (!stopped()) {
          const begin = performance.now();
          const answer = await load([3, 5, 7, 9][Math.floor(Math.random() * 4)]!).then(
            () => ({ status: 200 }),
            (error: unknown) => {
              if (!isUnavailable(error)) throw error;
              return { status: 503 };
            },
          );
          const end = performance.now();
          racers.history.push({ client: -1, process: -1, kind: 'load', event: elastic, begin, end, answer });
          await wait(300);
        }
      };
      const look = async () => {
        while (!stopped()) {
          const began = performance.now();
          const rows = await watcher.look();
          moments.push({ rows, at: [began, performance.now()] });
          await wait(seconds > 10 ? 500 : 100);
        }
      };
      await Promise.all([racers.race(clients, stopped), limits(), look()]);

      const { history } = racers;
      const rows = await watcher.look('all');
      const journal = await watcher.journal();
      const notices = await watcher.notices();
      moments.push({ rows: living(rows), at: [performance.now(), performance.now()] });
      const say = (problems: string[]) => problems.forEach((problem) => wrong.add(problem));
      for (const { rows: those, at } of moments) {
        say(checkMoment(those, moving));
        say(checkLine(history, those, ids, at));
      }
      say(checkJournal(journal, before));
      say(checkAcknowledged(history, rows, ids));
      say(checkOutcomes(history, rows, ids));
      say(checkReads(history, new Set([elastic])));
      say(checkAnswers(history));
      say(checkNotices(rows, notices, journal));

      if (wrong.size || process.env.RACE_SECONDS) {
        const file = join(mkdtempSync(join(tmpdir(), 'samling-race-')), `${dialect}.jsonl`);
        writeHistory(file, history);
        process.stdout.write(`${dialect}: the history is in ${file}\n${JSON.stringify(summary())}\n`);
      }
      expect([...wrong].slice(0, 20)).toEqual([]);
      expect(new Set(history.map((one) => one.process)).size).toBe(processes + 1);

      function summary() {
        const count = (of: (status: number | undefined) => boolean) =>
          history.filter(({ answer }) => of(answer?.status)).length;
        return {
          operations: history.length,
          kinds: Object.fromEntries(
            [...new Set(history.map(({ kind }) => kind))].map((kind) => [
              kind,
              history.filter((one) => one.kind === kind).length,
            ]),
          ),
          acknowledged: count((status) => status === 303),
          refused: count((status) => status !== undefined && status >= 400 && status < 500),
          unavailable: count((status) => status === 503),
          died: count((status) => status === undefined),
          signups: rows.signups.length,
          promotions: notices.filter(({ kind }) => kind === 'promoted').length,
          notices: notices.length,
          journal: journal.length,
          moments: moments.length,
          violations: wrong.size,
        };
      }
    } finally {
      await site.close();
      await watcher.close();
      await database.drop();
    }
  });
});

/** Without what is over, as a look at one moment is. */
function living(rows: Rows): Rows {
  return {
    pools: rows.pools,
    signups: rows.signups.filter(({ state }) => state !== 'cancelled'),
    teams: rows.teams.filter(({ state }) => state !== 'cancelled'),
    claims: rows.claims.filter(({ state }) => state !== 'ended'),
  };
}
