import { sql, type Kysely } from 'kysely';

/**
 * What lists, searches, the outbox and the clock walk along instead of reading everything. Frozen: a released migration
 * is never edited, and imports nothing from the project.
 *
 * - Indexes on the events that are seen outside, in the order of lists: by start, what has no date last.
 * - `hosting`: who hosts or co-hosts each of those events, in the same order.
 * - `event.venue_folded`, and the words of those events cut into trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL.
 * - Indexes on what else was found by reading a whole table.
 *
 * Triggers keep `hosting` and the trigrams, so that whatever writes an event need not know of them.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);

  await run('alter table event add column venue_folded text');
  await foldVenues(db);

  const type = dialect === 'sqlite' ? 'integer' : 'bigint';
  await run(
    `create table hosting (
      organisation_id text not null references organisation (id),
      event_id text not null references event (id) on delete cascade,
      sort_at ${type} not null,
      primary key (organisation_id, sort_at, event_id)
    )${dialect === 'sqlite' ? ' strict, without rowid' : ''}`,
  );
  await run('create index hosting_event on hosting (event_id)');
  await run(`insert into hosting select host_id, id, ${sortAt} from event where ${isPublic}`);
  await run(
    `insert into hosting select co_host.organisation_id, event.id, ${sortAt}
      from co_host join event on event.id = co_host.offer_id
      where ${isPublic} and co_host.organisation_id <> event.host_id`,
  );

  // what a walk along an index looks at comes with it, so that it need not look up each row: on SQLite the status too
  const along = (columns: string, more: string) =>
    dialect === 'sqlite' ? `(${columns}, ${more}, status)` : `(${columns}) include (start_at, ${more})`;
  await run(`create index event_listed on event ${along(`(${sortAt}), id`, 'over_at')} where ${isPublic}`);
  await run(`create index event_listed_kind on event ${along(`kind, (${sortAt}), id`, 'over_at')} where ${isPublic}`);
  await run(`create index event_listed_venue on event ${along(`venue, (${sortAt}), id`, 'over_at')} where ${isPublic}`);
  await run(`create index event_over on event (over_at) where ${isPublic}`);
  await run(
    `create index event_long on event ${along('over_at', 'id')} where ${isPublic} and over_at - start_at > ${twoDays}`,
  );
  await run('create index event_series_over on event (series_id, over_at)');
  await run('drop index event_coming');

  await (dialect === 'sqlite' ? listOnSqlite(run) : listOnPostgres(run));

  await run(
    "create index series_made on series (time_zone, made_until) where made_until is not null and status <> 'cancelled'",
  );
  await run(`create index pool_own on pool (offer_id) where "of" = 'event'`);
  await run('create index pool_team on pool (team_id) where team_id is not null');
  await run('create index pool_activity on pool (activity_id) where activity_id is not null');
  await run('create index feed_email on feed (lower(email)) where email is not null');
  await run('drop index outbox_due');
  await run("create index outbox_due on outbox (next_attempt_at, id) where state = 'queued'");
  await run("create index outbox_queued on outbox (created_at) where state = 'queued'");
  await run("create index outbox_call on outbox (created_at) where state = 'call'");
  await run('create index outbox_feed on outbox (feed_id) where feed_id is not null');
}

/** Where an event stands in lists: what has no date comes after every date there can be. */
const sortAt = 'coalesce(start_at, 8640000000000000)';
const isPublic = "status <> 'draft'";
/** Of what lasts longer the start does not tell whether it still goes on. */
const twoDays = 172_800_000;

/** As domain/search.ts folds text when this was written. */
async function foldVenues(db: Kysely<unknown>): Promise<void> {
  const fold = (text: string) =>
    text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
  const { rows } = await sql<{ venue: string }>`select distinct venue from event where venue is not null`.execute(db);
  for (const { venue } of rows)
    await sql`update event set venue_folded = ${fold(venue)} where venue = ${venue}`.execute(db);
}

type Run = (statement: string) => Promise<unknown>;

/**
 * FTS5 gives what it finds in the order of its row numbers, and can begin at any: so a row's number says when its event
 * starts, and a search stops when it has found as many as it was asked for. `no` is the start times 1024; events that
 * start at the same minute take the numbers after it, of which there are 60 million before the next minute's.
 */
async function listOnSqlite(run: Run): Promise<void> {
  await run(
    `create table event_searched (
      no integer primary key,
      event_id text not null unique references event (id) on delete cascade,
      search text not null,
      venue text
    ) strict`,
  );
  await run(
    `insert into event_searched (no, event_id, search, venue)
      select ${sortAt} * 1024 + row_number() over (partition by ${sortAt} order by id) - 1, id, search, venue_folded
      from event where ${isPublic}`,
  );
  await run(
    `create virtual table event_trigram using fts5 (
      search, venue, content = 'event_searched', content_rowid = 'no', tokenize = 'trigram remove_diacritics 1'
    )`,
  );
  await run("insert into event_trigram (event_trigram) values ('rebuild')");
  await run(
    `create trigger event_searched_insert after insert on event_searched begin
      insert into event_trigram (rowid, search, venue) values (new.no, new.search, new.venue);
    end`,
  );
  await run(
    `create trigger event_searched_delete after delete on event_searched begin
      insert into event_trigram (event_trigram, rowid, search, venue)
        values ('delete', old.no, old.search, old.venue);
    end`,
  );

  const first = `${sortAt.replace('start_at', 'new.start_at')} * 1024`;
  const list = `
    insert into hosting
      select organisation_id, new.id, ${sortAt.replace('start_at', 'new.start_at')}
      from (select new.host_id as organisation_id union select organisation_id from co_host where offer_id = new.id)
      where new.${isPublic};
    insert into event_searched (no, event_id, search, venue)
      select coalesce((select max(no) + 1 from event_searched where no >= ${first} and no < ${first} + 61440000), ${first}),
        new.id, new.search, new.venue_folded
      where new.${isPublic};`;
  await run(`create trigger event_insert_list after insert on event when new.${isPublic} begin ${list} end`);
  await run(
    `create trigger event_update_list after update on event
      when new.host_id <> old.host_id or new.start_at is not old.start_at or new.search <> old.search
        or new.venue_folded is not old.venue_folded or (new.${isPublic}) <> (old.${isPublic})
    begin
      delete from hosting where event_id = new.id;
      delete from event_searched where event_id = new.id;
      ${list}
    end`,
  );
  await run(
    `create trigger co_host_insert_list after insert on co_host begin
      insert or ignore into hosting
        select new.organisation_id, id, ${sortAt} from event where id = new.offer_id and ${isPublic};
    end`,
  );
  await run(
    `create trigger co_host_delete_list after delete on co_host begin
      delete from hosting where event_id = old.offer_id and organisation_id = old.organisation_id
        and not exists (select 1 from event where id = old.offer_id and host_id = old.organisation_id);
    end`,
  );
}

async function listOnPostgres(run: Run): Promise<void> {
  // the extension may be missing, or not be ours to create: searches are then right, and slower
  await run(
    `do $$ begin
      create extension if not exists pg_trgm;
      create index event_search_trigram on event using gin (search gin_trgm_ops) where ${isPublic};
      create index event_venue_trigram on event using gin (venue_folded gin_trgm_ops) where ${isPublic};
    exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
      raise warning 'searches go without an index, since pg_trgm cannot be had here: %', sqlerrm;
    end $$`,
  );

  await run(
    `create function list_event() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' then
        delete from hosting where event_id = new.id;
      end if;
      insert into hosting
        select organisation_id, new.id, ${sortAt.replace('start_at', 'new.start_at')}
        from (select new.host_id as organisation_id union select organisation_id from co_host where offer_id = new.id) h
        where new.${isPublic};
      return null;
    end $$`,
  );
  await run(
    `create trigger event_insert_list after insert on event for each row
      when (new.${isPublic}) execute function list_event()`,
  );
  await run(
    `create trigger event_update_list after update on event for each row
      when (new.host_id <> old.host_id or new.start_at is distinct from old.start_at
        or (new.${isPublic}) <> (old.${isPublic}))
      execute function list_event()`,
  );
  await run(
    `create function list_co_host() returns trigger language plpgsql as $$ begin
      if tg_op = 'INSERT' then
        insert into hosting
          select new.organisation_id, id, ${sortAt} from event where id = new.offer_id and ${isPublic}
          on conflict do nothing;
      else
        delete from hosting where event_id = old.offer_id and organisation_id = old.organisation_id
          and not exists (select 1 from event where id = old.offer_id and host_id = old.organisation_id);
      end if;
      return null;
    end $$`,
  );
  await run(
    `create trigger co_host_list after insert or delete on co_host for each row execute function list_co_host()`,
  );
}
