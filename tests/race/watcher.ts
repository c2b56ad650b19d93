import SQLite from 'better-sqlite3';
import pg from 'pg';

/** The database as it is at one moment: of signups, teams and claims those that are not over. */
export interface Rows {
  pools: PoolRow[];
  signups: SignupRow[];
  teams: TeamRow[];
  claims: ClaimRow[];
}

export interface PoolRow {
  id: string;
  offer_id: string;
  of: string;
  activity_id: string | null;
  team_id: string | null;
  audience: string | null;
  capacity: number | null;
}
export interface SignupRow {
  id: string;
  offer_id: string;
  team_id: string | null;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  party_size: number;
  audience: string | null;
  has_code: number;
  form_key: string | null;
  line_no: number | null;
  no_place_at: number | null;
  notice_count: number;
}
export interface TeamRow {
  id: string;
  event_id: string;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  captain_id: string | null;
  line_no: number | null;
}
export interface ClaimRow {
  pool_id: string;
  holder_id: string;
  places: number;
  state: 'held' | 'waiting' | 'ended';
}
export interface NoticeRow {
  signup_id: string;
  ordinal: number;
  kind: string;
  state: 'queued' | 'sent' | 'dropped' | 'call';
}

/** A row that was written, in the order in which an event's rows were: whoever writes them holds the event's lock. */
export type Entry = { op: 'insert' | 'update' | 'delete' } & (
  | { of: 'pool'; row: PoolRow }
  | { of: 'signup'; row: SignupRow }
  | { of: 'team'; row: TeamRow }
  | { of: 'claim'; row: ClaimRow }
);

const columns = {
  pool: ['id', 'offer_id', 'of', 'activity_id', 'team_id', 'audience', 'capacity'],
  signup: [
    ...['id', 'offer_id', 'team_id', 'state', 'party_size', 'audience', 'has_code', 'form_key', 'line_no'],
    ...['no_place_at', 'notice_count'],
  ],
  team: ['id', 'event_id', 'state', 'captain_id', 'line_no'],
  claim: ['pool_id', 'holder_id', 'places', 'state'],
};
type Table = keyof typeof columns;
const tables = Object.keys(columns) as Table[];
const list = (table: Table, prefix = '') => columns[table].map((column) => `${prefix}"${column}"`).join(', ');

/**
 * Looks at the database without the product's code: a connection of its own, plain SQL, one snapshot at a time. It also
 * has the database itself keep a journal, by triggers, so that afterwards every grant can be judged by what stood when
 * it was made.
 */
export interface Watcher {
  /** Call before the race begins. */
  keepJournal(): Promise<void>;
  /** @param all also what is over */
  look(all?: 'all'): Promise<Rows>;
  /** Everything that was told, each signup's in order. */
  notices(): Promise<NoticeRow[]>;
  journal(): Promise<Entry[]>;
  /** Ids by slug, of events, series, activities and shifts. */
  names(): Promise<Map<string, string>>;
  close(): Promise<void>;
}

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

export function openWatcher(url: string): Promise<Watcher> {
  return url.startsWith('sqlite:') ? watchSqlite(url.slice('sqlite:'.length)) : watchPostgres(url);
}

async function watchSqlite(file: string): Promise<Watcher> {
  const db = new SQLite(file, { timeout: 5_000 });
  const query: Query = async (sql) => db.prepare(sql).all() as Record<string, unknown>[];
  return watcherOn({
    query,
    async snapshot(look) {
      db.exec('begin');
      try {
        return await look(query);
      } finally {
        db.exec('commit');
      }
    },
    async keepJournal() {
      db.exec(`create table race_journal (seq integer primary key autoincrement, "of" text, op text, "row" text)`);
      for (const table of tables) {
        for (const op of ['insert', 'update', 'delete']) {
          const row = op === 'delete' ? 'old' : 'new';
          const facts = columns[table].map((column) => `'${column}', ${row}."${column}"`).join(', ');
          db.exec(`create trigger race_${table}_${op} after ${op} ${op === 'update' ? `of ${list(table)}` : ''} on ${table}
            begin
              insert into race_journal ("of", op, "row") values ('${table}', '${op}', json_object(${facts}));
            end`);
        }
      }
    },
    async close() {
      db.close();
    },
  });
}

async function watchPostgres(url: string): Promise<Watcher> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const query: Query = async (sql) => (await client.query<Record<string, unknown>>(sql)).rows;
  return watcherOn({
    query,
    async snapshot(look) {
      await query('begin isolation level repeatable read read only');
      try {
        return await look(query);
      } finally {
        await query('commit');
      }
    },
    async keepJournal() {
      await query(`create table race_journal (seq bigserial primary key, "of" text, op text, "row" text)`);
      await query(`create function race_note() returns trigger language plpgsql as $$
        begin
          if tg_op = 'DELETE' then
            insert into race_journal ("of", op, "row") values (tg_table_name, 'delete', to_json(old)::text);
          else
            insert into race_journal ("of", op, "row") values (tg_table_name, lower(tg_op), to_json(new)::text);
          end if;
          return null;
        end $$`);
      for (const table of tables) {
        await query(`create trigger race_${table} after insert or delete or update of ${list(table)} on ${table}
          for each row execute function race_note()`);
      }
    },
    close: () => client.end(),
  });
}

function watcherOn({
  query,
  snapshot,
  keepJournal,
  close,
}: {
  query: Query;
  snapshot<T>(look: (query: Query) => Promise<T>): Promise<T>;
  keepJournal(): Promise<void>;
  close(): Promise<void>;
}): Watcher {
  return {
    keepJournal,
    close,
    look: (all) =>
      snapshot(async (ask) => {
        const read = async (table: Table, where: string) =>
          ask(`select ${list(table)} from ${table} ${all ? '' : where}`);
        return {
          pools: await read('pool', ''),
          signups: await read('signup', `where state <> 'cancelled'`),
          teams: await read('team', `where state <> 'cancelled'`),
          claims: await read('claim', `where state <> 'ended'`),
        } as unknown as Rows;
      }),
    notices: async () =>
      (await query(
        'select signup_id, ordinal, kind, state from outbox where signup_id is not null order by signup_id, ordinal',
      )) as unknown as NoticeRow[],
    async journal() {
      const rows = await query('select "of", op, "row" from race_journal order by seq');
      return rows.map(({ of, op, row }) => ({ of, op, row: JSON.parse(String(row)) }) as Entry);
    },
    async names() {
      const rows = await query(
        'select id, slug from event union all select id, slug from series union all select id, slug from activity',
      );
      return new Map(rows.map(({ id, slug }) => [String(slug), String(id)]));
    },
  };
}
