import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../db/store';
import { askPostgres } from './ask-postgres';
import { startEmbeddedPostgres } from './embedded-postgres';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server of this test run, without a database name at its end: `postgres://…@127.0.0.1:port`. */
    postgres: string;
    /** A migrated SQLite file, that every test's own is copied from. */
    sqliteTemplate: string;
  }
}

/** The migrated database that every test file's own is copied from. */
export const templateDatabase = 'samling_template';

/**
 * One real PostgreSQL for the whole run, with a migrated template, and a migrated SQLite file: made once, and taken away
 * when all is over. Durable enough for tests, which make some thousand databases: nothing is written twice.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'samling-databases-'));
  project.provide('sqliteTemplate', await sqliteTemplate(folder));
  const settings = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=400'];
  const { server, url } = await startEmbeddedPostgres(
    folder,
    settings.flatMap((setting) => ['-c', setting]),
  );
  await askPostgres(`${url}/postgres`, `create database ${templateDatabase}`);
  await migrate(`${url}/${templateDatabase}`);
  project.provide('postgres', url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function sqliteTemplate(folder: string): Promise<string> {
  const file = join(folder, 'template.db');
  await migrate(`sqlite:${file}`);
  if (existsSync(`${file}-wal`)) throw new Error('the template was not closed: its -wal is still there');
  return file;
}
