import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { loadLarge } from '../../db/large/load';
import { startApp, type TestApp } from '../support/app';
import { databases, testSecret } from '../support/databases';
import { everyDeed } from '../support/every-deed';
import { sampleNow } from '../support/sample';
import { hearStatements, type Statement } from '../support/statements';

/** What may read or sort more than an index hands it, and what bounds that. */
const justified: { statement: RegExp; because: string }[] = [
  { statement: /from "site"/, because: 'one row' },
  { statement: /from "co_host" where "offer_id" = /, because: 'sorts the co-hosts of one event' },
  { statement: /from "outbox" where "message_id" in .* group by/, because: 'counts the copies of what one page shows' },
  { statement: /"signup" inner join "outbox" .* group by "outbox"."kind"/, because: 'groups the notices of one event' },
  {
    statement: /"created_at" from "outbox" where state = /,
    because: 'an index of what waits alone, counted to a limit',
  },
  { statement: /from "pool" left join "activity"/, because: 'sorts the parts of one event' },
  { statement: /"signup"\."audience", sum\("claim"/, because: 'groups who holds places in one event that keeps some' },
  { statement: /^select "organisation_id" from "co_host" where "offer_id" = /, because: 'the co-hosts of one event' },
  { statement: /from "co_host" inner join "organisation"/, because: 'sorts the co-hosts of what one page shows' },
  { statement: /"organisation_id" from "co_host" where "offer_id" = /, because: 'sorts the co-hosts of one event' },
  {
    statement: /from "signup" where "signup"\."offer_id" = .* exists \(select "(team|claim)"/,
    because: 'the captains of one event, or those in one part, among its people',
  },
  {
    statement: /from "signup" where "signup"\."offer_id" = .*"team_id" in \(select/,
    because: 'the players of one team, among the people of the event',
  },
  { statement: /from "feed" where "signup_id" = /, because: 'the calendars of one signup' },
  { statement: /from "signup" where "team_id" = /, because: 'the players of one team' },
  { statement: /from "team" left join "signup"/, because: 'the teams of one event' },
  {
    statement: /from "outbox" where "signup_id" = \S+ and "feed_id" is null order by "created_at" desc/,
    because: 'sorts the notices of one signup',
  },
  { statement: /\|\| ''\) like/, because: 'one or two letters make no trigram: each text is looked at' },
  { statement: /"organisation_id" from "co_host" where "offer_id" = /, because: 'the co-hosts of one event' },
  {
    statement: /^delete from "(event|series|activity|co_host_request)" where/,
    because: 'a draft is thrown away by hand, and seldom',
  },
  { statement: /^insert into "organisation"/, because: 'organisations are few, and are made by hand' },
  // a programme is loaded, and people are forgotten, by hand or once a night
  { statement: /^select "slug" from "(organisation|series)"$/, because: 'loading compares every name' },
  {
    statement: /"series"\."slug" as "series_slug" from "event" left join "series" on [^ ]* = [^ ]*$/,
    because: 'the same',
  },
  { statement: /^select (\*|"id", "slug", "name") from "organisation"$/, because: 'the same' },
  {
    statement: /from "(co_host|activity|pool)" where "(offer|event)_id" in .* order by/,
    because: 'what one file names',
  },
  { statement: /from "signup" where "offer_id" in .* order by "id"/, because: 'the people of what one file changed' },
  { statement: /signup\.nonce <> ''/, because: 'erasing asks each event that is over whether it has people left' },
  { statement: /"audience", sum\("party_size"\)/, because: 'groups the people of one event before they are erased' },
];

/** A site with many things in it, on which everything that can be done has been done; and what was asked meanwhile. */
async function heardOn(dialect: 'sqlite' | 'postgres', size: { events: number; signups: number }) {
  // what the worker asks when it starts is remembered, and not prepared again: to be heard, but loading is not judged
  const stopAll = hearStatements();
  const app = await startApp({ dialect, now: sampleNow });
  await loadLarge(app.databaseUrl, [testSecret], { ...size, organisations: 100 }, { now: sampleNow });
  const stop = hearStatements();
  try {
    await everyDeed(app);
  } catch (error) {
    stop();
    stopAll();
    await app.close();
    throw error;
  }
  const heard = stop().filter(({ text }) => !justified.some(({ statement }) => statement.test(text.trim())));
  // bulk loading binds by name
  return { app, all: stopAll().filter(({ text }) => !/[@]\w/.test(text)), heard };
}

describe('Every statement finds what it needs by an index', () => {
  it.each(databases)('on $name', { timeout: 300_000 }, async ({ dialect }) => {
    const isSqlite = dialect === 'sqlite';
    const { app, all, heard } = await heardOn(
      dialect,
      isSqlite ? { events: 100, signups: 300 } : { events: 1_000, signups: 8_000 },
    );
    try {
      expect(heard.length).toBeGreaterThan(100);
      expect(await (isSqlite ? readOnSqlite(app, heard) : readOnPostgres(app, heard))).toEqual([]);
      if (isSqlite) expect(await unusedOnSqlite(app, all)).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

/** Names that are no tables, and values that are written out: rows that another part of the plan has found. */
const noTable =
  /^SCAN (one|line|found|some|raised|CONSTANT ROW|\d+-ROW|\(subquery|event_trigram VIRTUAL TABLE INDEX \d+:M)/;

async function planOnSqlite(app: TestApp, text: string): Promise<string[]> {
  const explain = sql<{ detail: string }>`explain query plan ${sql.raw(text.replaceAll('?', 'null'))}`;
  return (await explain.execute(app.store.read)).rows.map(({ detail }) => detail);
}

/** SQLite plans by its rules alone: an empty table is planned for as a full one. */
async function readOnSqlite(app: TestApp, heard: Statement[]): Promise<string[]> {
  const offences: string[] = [];
  for (const { text } of heard) {
    for (const detail of await planOnSqlite(app, text)) {
      const reads = detail.startsWith('SCAN ') && !noTable.test(detail);
      // to a row that others refer to, SQLite adds a search for orphans, which it makes only once it knows of some
      const seeksOrphans =
        /^insert into/i.test(text.trim()) && /^SCAN (signup|team|pool|claim|deed|message)$/.test(detail);
      if ((reads && !seeksOrphans) || detail.includes('TEMP B-TREE')) offences.push(`${detail}: ${text}`);
    }
  }
  return offences;
}

/**
 * Indexes that nothing goes by, but for those that keep something unique. Each was made for some question: either
 * nobody asks it any more, or SQLite answers it by another index, which may hold all there is where this one holds few.
 */
async function unusedOnSqlite(app: TestApp, all: Statement[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'index' and sql is not null and sql not like 'create unique %'`.execute(app.store.read);
  const unused = new Set(rows.map(({ name }) => name));
  for (const { text } of all) {
    for (const detail of await planOnSqlite(app, text)) unused.delete(/ INDEX (\w+)/.exec(detail)?.[1] ?? '');
  }
  return [...unused];
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  'Actual Loops'?: number;
  Plans?: Node[];
}

/** More rows than this, read and thrown away, are a filter where an index should be. */
const thrownAway = 100;

/**
 * PostgreSQL plans by what it knows of the tables: they are filled, and each statement is planned for any value. A
 * table of few rows it would always read whole; so that is made dear, and where it does so all the same there is no
 * index.
 */
async function readOnPostgres(app: TestApp, heard: Statement[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  await client.query('set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off');
  const offences: string[] = [];
  const look = (node: Node, text: string) => {
    const removed =
      ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)) *
      (node['Actual Loops'] ?? 1);
    const reads = node['Node Type'] === 'Seq Scan';
    if (reads || removed > thrownAway) {
      offences.push(`${node['Node Type']} ${node['Relation Name'] ?? ''}, ${removed} thrown away: ${text}`);
    }
    for (const part of node.Plans ?? []) look(part, text);
  };
  try {
    for (const { text, values } of heard) {
      await client.query('begin');
      await client.query(`prepare asked as ${text}`);
      const given = values.map((value) => (value == null ? 'null' : pg.escapeLiteral(String(value)))).join();
      // what has been inserted cannot be inserted again
      const how = /^\s*insert/i.test(text) ? '' : 'analyze, ';
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
        `explain (${how}format json) execute asked${given && ` (${given})`}`,
      );
      look(rows[0]!['QUERY PLAN'][0].Plan, text);
      await client.query('rollback; deallocate asked');
    }
    return offences;
  } finally {
    await client.end();
  }
}
