import type { Kysely } from 'kysely';
import * as mainJob from './0001-main-job';
import * as revisions from './0002-revisions';
import * as listsAndSearch from './0003-lists-and-search';
import * as longEvents from './0004-long-events';
import * as organisers from './0005-organisers';
import * as console from './0006-console';

interface DialectMigration {
  up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void>;
}

/** Every migration, in the order of its name. Listed by hand so that a bundle holds them. */
export const migrations: Record<string, DialectMigration> = {
  '0001-main-job': mainJob,
  '0002-revisions': revisions,
  '0003-lists-and-search': listsAndSearch,
  '0004-long-events': longEvents,
  '0005-organisers': organisers,
  '0006-console': console,
};
