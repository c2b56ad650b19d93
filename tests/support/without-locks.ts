import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../../db/schema';
import { ImmediateSqliteDialect, openSqliteFile } from '../../db/sqlite';
import type { Store, Trx } from '../../db/store';

/**
 * A store on the same data whose changes are no transactions and hold no locks: each statement stands alone. Only to
 * show that the tests of overselling would see it happen.
 */
export function withoutLocks(store: Store, url: string): Store {
  const dialect =
    store.dialect === 'sqlite'
      ? new ImmediateSqliteDialect(openSqliteFile(url.slice('sqlite:'.length), 'write'))
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10 }) });
  const statements = new Kysely<Database>({ dialect });
  return {
    dialect: store.dialect,
    codes: store.codes,
    read: store.read,
    transact: (change) => change(statements as unknown as Trx),
    close: () => statements.destroy(),
  };
}
