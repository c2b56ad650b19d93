import { Migrator, type Kysely } from 'kysely';
import { migrations } from './migrations';
import type { Database } from './schema';

/**
 * kysely's Migrator over our migrations, which are each written for both databases.
 * @param how.disableTransactions where the caller is already inside one
 */
export function migratorOn(
  db: Kysely<Database>,
  dialect: 'sqlite' | 'postgres',
  how: { disableTransactions?: boolean } = {},
): Migrator {
  const forDialect = Object.entries(migrations).map(([name, migration]) => [
    name,
    { up: (any: Kysely<unknown>) => migration.up(any, dialect) },
  ]);
  return new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(forDialect) }, ...how });
}

/** Whether this program knows a migration: a newer one's does not. */
export const isKnownMigration = (name: string) => Object.hasOwn(migrations, name);
