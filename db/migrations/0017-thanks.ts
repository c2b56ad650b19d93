import { sql, type Kysely } from 'kysely';

/**
 * A few words of thanks that go when an event is over. What has gone is a message with a mark of its own: SQLite changes
 * no check of a column that is there, and `kind` stands in that of the table. Nobody is called about it, so that the
 * index of those to call leaves it out. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const columns = [
    // an event's or a series' id
    'offer_id text primary key',
    'words text not null',
    'words_en text',
    `since ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null`,
    'written_by text not null references organiser (id)',
  ];
  await run(`create table thanking (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);
  await run('alter table message add column thanks integer not null default 0 check (thanks in (0, 1))');
  await run('create unique index message_thanks on message (offer_id) where thanks = 1');
  await run('drop index outbox_to_call');
  await run(
    `create index outbox_to_call on outbox (signup_id) where state = 'call' and (kind not in ('confirmed', 'waitlisted',
      'received', 'changed', 'cancelled', 'team-registered', 'team-joined', 'reminder', 'thanks') or facts like '%"byOrganiser":true%')`,
  );
}
