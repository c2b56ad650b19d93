import { sql, type Kysely } from 'kysely';

/**
 * The first schema. Frozen: a released migration is never edited, and imports nothing from the project.
 * `instant` is an epoch in milliseconds, `flag` is 0 or 1.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const types = { instant: 'bigint', integer: 'integer', flag: 'integer', text: 'text' } as const;
  const strict = dialect === 'sqlite' ? ' strict' : '';

  /** One table from its columns, as SQL that both databases read. */
  const table = (name: string, columns: string[]) => {
    const body = columns
      .join(',\n')
      .replaceAll(' instant', ` ${dialect === 'sqlite' ? 'integer' : types.instant}`)
      .replaceAll(/(\w+) flag/g, '$1 integer check ($1 in (0, 1))');
    return sql.raw(`create table ${name} (\n${body}\n)${strict}`).execute(db);
  };
  const index = (name: string, on: string) => sql.raw(`create index ${name} on ${on}`).execute(db);
  const unique = (name: string, on: string) => sql.raw(`create unique index ${name} on ${on}`).execute(db);

  await table('site', [
    'id integer primary key check (id = 1)',
    'name text not null',
    'operator text not null',
    'email text',
    'phone text',
  ]);

  await table('organisation', [
    'id text primary key',
    'slug text not null unique',
    'name text not null',
    'about text',
    'first_time text',
    'phone text',
    'email text',
    'url text',
  ]);

  const offer = [
    'id text primary key',
    'slug text not null unique',
    'title text not null',
    'kind text not null',
    'host_id text not null references organisation (id)',
    "status text not null check (status in ('draft', 'published', 'cancelled'))",
    'time_zone text not null',
    'venue text',
    'address text',
    'summary text',
    'description text',
    'discreet flag not null',
    "signup text not null check (signup in ('open', 'none', 'whole'))",
    'external_signup text',
    'waitlist flag not null',
    'waitlist_limit integer check (waitlist_limit >= 0)',
    'max_party_size integer not null check (max_party_size >= 1)',
    'audiences text not null',
    'contact text not null',
    'cost text',
    'food text',
    'arvode text',
    'working_time flag',
    'access text not null',
    'questions text not null',
    'signup_opens_at instant',
    'signup_closes_at instant',
    'uid text not null unique',
    'sequence integer not null default 0',
    'created_at instant not null',
    'updated_at instant not null',
    'search text not null',
  ];

  await table('series', [...offer, 'rrule text not null', 'source text not null', 'made_until instant']);

  await table('event', [
    ...offer,
    'series_id text references series (id)',
    'series_date text',
    'start_at instant',
    'time_known flag not null',
    'end_at instant',
    'over_at instant',
    'team_min integer',
    'team_max integer',
    'moved flag not null',
    'check (end_at is null or start_at is not null)',
  ]);
  await index('event_coming', 'event (status, over_at, start_at)');
  await index('event_host', 'event (host_id, start_at)');
  await index('event_series', 'event (series_id, start_at)');
  await index('series_host', 'series (host_id)');

  await table('co_host', [
    'offer_id text not null',
    'organisation_id text not null references organisation (id)',
    'position integer not null',
    'primary key (offer_id, organisation_id)',
  ]);
  await index('co_host_organisation', 'co_host (organisation_id)');

  await table('activity', [
    'id text primary key',
    'event_id text not null references event (id)',
    `of text not null check ("of" in ('activity', 'shift'))`.replace('of text', '"of" text'),
    'slug text not null',
    'title text not null',
    'start_at instant',
    'end_at instant',
    "status text not null check (status in ('published', 'cancelled'))",
    'position integer not null',
    'unique (event_id, "of", slug)',
  ]);

  await table('team', [
    'id text primary key',
    'event_id text not null references event (id)',
    'name text not null',
    'name_folded text not null',
    "state text not null check (state in ('confirmed', 'waitlisted', 'cancelled'))",
    'number integer not null',
    // no reference: the captain's signup points back here, and is written after the team
    'captain_id text',
    'nonce text not null',
    'code_hash text not null unique',
    'words text',
    'line_no integer',
    'created_at instant not null',
    'unique (event_id, number)',
  ]);
  await unique('team_words', 'team (words) where words is not null');

  await table('pool', [
    'id text primary key',
    'offer_id text not null',
    `"of" text not null check ("of" in ('event', 'activity', 'shift', 'teams', 'team', 'kept', 'series'))`,
    'activity_id text references activity (id)',
    'team_id text references team (id)',
    'audience text',
    'kept_until instant',
    'capacity integer check (capacity >= 0)',
  ]);
  await index('pool_offer', 'pool (offer_id)');

  await table('signup', [
    'id text primary key',
    'offer_id text not null',
    'event_id text references event (id)',
    'series_id text references series (id)',
    'team_id text references team (id)',
    "state text not null check (state in ('confirmed', 'waitlisted', 'cancelled'))",
    'name text not null',
    'name_folded text not null',
    'email text',
    'phone text',
    'party_size integer not null check (party_size >= 1)',
    'audience text',
    'note text',
    'language text not null',
    'answers text not null',
    'nonce text not null',
    'code_hash text not null unique',
    'has_code flag not null',
    'form_key text',
    'line_no integer',
    'no_place_at instant',
    'address_failed_at instant',
    'uid text not null unique',
    'sequence integer not null default 0',
    'notice_count integer not null default 0',
    'created_at instant not null',
    'updated_at instant not null',
    'check ((event_id is null) <> (series_id is null))',
    'check (offer_id = coalesce(event_id, series_id))',
  ]);
  await unique('signup_form_key', 'signup (offer_id, form_key) where form_key is not null');
  await index('signup_line', "signup (offer_id, line_no) where state = 'waitlisted'");
  await index('signup_waiting', "signup (offer_id) where state = 'waitlisted' and no_place_at is null");
  await index('signup_team', 'signup (team_id) where team_id is not null');
  await index('signup_email', 'signup (lower(email)) where email is not null');
  await index('signup_offer', 'signup (offer_id, state)');

  await table('claim', [
    'pool_id text not null references pool (id)',
    'holder_id text not null',
    'signup_id text references signup (id)',
    'team_id text references team (id)',
    'places integer not null check (places >= 1)',
    "state text not null check (state in ('held', 'waiting', 'ended'))",
    'primary key (holder_id, pool_id)',
    'check (holder_id = coalesce(signup_id, team_id))',
  ]);
  await index('claim_pool', 'claim (pool_id, state, places)');

  await table('feed', [
    'id text primary key',
    'signup_id text not null references signup (id)',
    'email text',
    'nonce text not null',
    'token_hash text not null unique',
    'confirm_hash text not null unique',
    'confirmed_at instant',
    'revoked_at instant',
    'created_at instant not null',
  ]);
  await index('feed_signup', 'feed (signup_id)');

  await table('outbox', [
    'id text primary key',
    'signup_id text references signup (id)',
    'feed_id text references feed (id)',
    'kind text not null',
    'facts text not null',
    'ordinal integer not null',
    "state text not null check (state in ('queued', 'sent', 'dropped', 'call'))",
    'attempts integer not null default 0',
    'next_attempt_at instant not null',
    'lease_until instant',
    'lease_by text',
    'created_at instant not null',
    'settled_at instant',
    'error text',
  ]);
  await index('outbox_due', "outbox (next_attempt_at) where state = 'queued'");
  await index('outbox_signup', 'outbox (signup_id, ordinal)');

  await table('erasure', [
    'id text primary key',
    'at instant not null',
    '"before" instant not null',
    'counts text not null',
  ]);
}
