import { sql, type Kysely } from 'kysely';

/**
 * A revision of each thing that public pages show, raised by the database itself in the transaction that changes it:
 * `programme` for what is arranged, an event's or a series' id for its places. So no code can forget it, and whoever
 * reads the same revision twice knows that nothing changed between. Frozen: see 0001.
 *
 * And indexes for the next moment at which time alone changes a page (db/next-moment.ts).
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);

  await run(
    dialect === 'sqlite'
      ? 'create table revision (scope text primary key, revision integer not null) strict, without rowid'
      : // room for a new version of a row beside the old one: no index is written then
        'create table revision (scope text primary key, revision bigint not null) with (fillfactor = 50)',
  );
  for (const statement of dialect === 'sqlite' ? sqliteTriggers() : postgresTriggers()) await run(statement);

  const moments = {
    event: ['start_at', 'over_at', 'signup_opens_at', 'signup_closes_at'],
    series: ['signup_opens_at', 'signup_closes_at'],
    activity: ['start_at'],
    pool: ['kept_until'],
  };
  for (const [table, columns] of Object.entries(moments)) {
    for (const column of columns) {
      await run(`create index ${table}_${column} on ${table} (${column}) where ${column} is not null`);
    }
  }
}

/** What is arranged. A pool belongs to it too, but for a team's, which comes with the team. */
const programme = ['site', 'organisation', 'series', 'event', 'co_host', 'activity'];

/** Columns of a signup that a public page shows, or counts by: the others change without a word there. */
const shownOfSignup = ['offer_id', 'team_id', 'state', 'party_size', 'audience', 'line_no', 'no_place_at'];
/** Of a team: not who its captain is, its code or its words. */
const shownOfTeam = ['event_id', 'number', 'name', 'state', 'line_no'];

/** The scope of a row of each table that tells of places. A team's pool comes with the team, others with the programme. */
const ofPool = (row: string) => `case when ${row}."of" = 'team' then ${row}.offer_id else 'programme' end`;

function sqliteTriggers(): string[] {
  /** @param raised questions for scopes, each of which ends in a condition */
  const trigger = (table: string, event: string, when: string, raised: string[]) =>
    `create trigger ${table}_revision_${event.split(' ')[0]} after ${event} on ${table} ${when} begin ${raised
      .map(
        (scopes) =>
          `insert into revision (scope, revision) ${scopes} on conflict (scope) do update set revision = revision + 1;`,
      )
      .join(' ')} end`;
  /** On insert, on delete, and on update, which also raises what the row belonged to before. */
  const triggers = (table: string, scopeOf: (row: 'old' | 'new') => string, columns?: string[]) => {
    const [before, after] = [scopeOf('old'), scopeOf('new')];
    const changed = columns?.map((column) => `old.${column} is not new.${column}`).join(' or ');
    return [
      trigger(table, 'insert', '', [`select ${after}, 1 where true`]),
      trigger(table, 'delete', '', [`select ${before}, 1 where true`]),
      trigger(table, columns ? `update of ${columns.join(', ')}` : 'update', changed ? `when ${changed}` : '', [
        `select ${after}, 1 where true`,
        `select ${before}, 1 where ${before} is not ${after}`,
      ]),
    ];
  };
  return [
    ...programme.flatMap((table) => triggers(table, () => `'programme'`)),
    ...triggers('pool', ofPool),
    ...triggers('signup', (row) => `${row}.offer_id`, shownOfSignup),
    ...triggers('team', (row) => `${row}.event_id`, shownOfTeam),
    ...triggers('claim', (row) => `(select offer_id from pool where id = ${row}.pool_id)`),
  ];
}

/**
 * By statement, since a programme of ten thousand events would otherwise raise one row ten thousand times. Those of the
 * programme come before their statement, so that everybody who writes it takes that row first: no two can each wait for
 * the other. Those of places come after, in a transaction that has locked the offer (db/line.ts).
 */
function postgresTriggers(): string[] {
  const raise = (scopes: string) =>
    `insert into revision (scope, revision) select distinct scope, 1 from (${scopes}) as raised order by scope ` +
    'on conflict (scope) do update set revision = revision.revision + 1;';
  const made = (name: string, body: string) =>
    `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`;
  const trigger = (table: string, name: string, when: string, how: string) => [
    `create trigger ${table}_${name} ${when} on ${table} ${how} execute function ${table}_${name}()`,
  ];

  /** @param scopesIn a question for the scopes of a table of changed rows */
  const triggers = (table: string, scopesIn: (rows: string) => string, columns?: string[]) => {
    const [before, after] = [scopesIn('old_rows'), scopesIn('new_rows')];
    const changed = columns?.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');
    return [
      made(`${table}_revision_insert`, raise(after)),
      ...trigger(table, 'revision_insert', 'after insert', 'referencing new table as new_rows for each statement'),
      made(`${table}_revision_delete`, raise(before)),
      ...trigger(table, 'revision_delete', 'after delete', 'referencing old table as old_rows for each statement'),
      ...(columns
        ? [
            // a row at a time, so that a change of nothing that is shown costs nothing
            made(
              `${table}_revision_update`,
              raise(`${scopesIn('(select old.*) as')} union ${scopesIn('(select new.*) as')}`),
            ),
            ...trigger(
              table,
              'revision_update',
              `after update of ${columns.join(', ')}`,
              `for each row when (${changed})`,
            ),
          ]
        : [
            made(`${table}_revision_update`, raise(`${before} union ${after}`)),
            ...trigger(
              table,
              'revision_update',
              'after update',
              'referencing old table as old_rows new table as new_rows for each statement',
            ),
          ]),
    ];
  };
  return [
    made('programme_revision', raise("select 'programme' as scope")),
    ...programme.map(
      (table) =>
        `create trigger ${table}_revision before insert or update or delete or truncate on ${table} ` +
        'for each statement execute function programme_revision()',
    ),
    ...triggers('pool', (rows) => `select ${ofPool('pool')} as scope from ${rows} pool`),
    ...triggers('signup', (rows) => `select offer_id as scope from ${rows} signup`, shownOfSignup),
    ...triggers('team', (rows) => `select event_id as scope from ${rows} team`, shownOfTeam),
    ...triggers(
      'claim',
      (rows) => `select pool.offer_id as scope from ${rows} claim join pool on pool.id = claim.pool_id`,
    ),
  ];
}
