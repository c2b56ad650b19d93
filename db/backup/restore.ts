import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Instant } from '../../domain/event';
import { codesUnder } from '../codes';
import { migrate, openStore } from '../store';
import { checkBackup } from './check';
import type { Progress } from './copy-sqlite';
import { fillPostgres } from './fill-postgres';
import type { FoundBackup } from './find';
import { BackupRefusal } from './refusal';
import { stepOn, type SteppedOn } from './step-on';
import { countRows } from './tables';
import { toDisk } from './to-disk';

export interface RestoreSettings {
  backup: FoundBackup;
  /** DATABASE_URL: where nothing may be yet. */
  databaseUrl: string;
  /** SECRET, the current one first: those that the backup was made under are among them. */
  secrets: readonly [string, ...string[]];
  now: Instant;
  progress?: Progress;
  /** Done when all is well, just before the database is there for others to see. */
  beforeItIsThere?(): void;
}

export interface Restored extends SteppedOn {
  /** How many rows each table has. */
  rows: Record<string, number>;
}

/**
 * Restores a backup into a new place, on either database, brings it to the newest schema and past what it has missed
 * (see `stepOn`). All of it or nothing: the database is there under its name only when everything has been checked.
 * @throws BackupRefusal with what whoever runs it can mend
 */
export async function restoreBackup(settings: RestoreSettings): Promise<Restored> {
  return settings.databaseUrl.startsWith('sqlite:') ? restoreToSqlite(settings) : restoreToPostgres(settings);
}

async function restoreToSqlite(settings: RestoreSettings): Promise<Restored> {
  const { backup, databaseUrl, secrets, now, beforeItIsThere } = settings;
  const target = resolve(databaseUrl.slice('sqlite:'.length));
  if ([target, `${target}-wal`].some(existsSync)) throw new BackupRefusal('not-empty');
  await mkdir(dirname(target), { recursive: true });
  const unfinished = `${target}.unfinished-${process.pid}`;
  try {
    await copyFile(backup.file, unfinished, constants.COPYFILE_EXCL);
    const rows = checkCopy(unfinished, backup, secrets);
    const url = `sqlite:${unfinished}`;
    await migrate(url);
    const store = await openStore(url, secrets);
    const stepped = await stepOn(store, now).finally(() => store.close());
    if (existsSync(`${unfinished}-wal`)) throw new Error('the restored file was not closed: its -wal is still there');
    await toDisk(unfinished);
    beforeItIsThere?.();
    // a link never replaces what is there, as a renaming would
    await link(unfinished, target).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new BackupRefusal('not-empty') : error;
    });
    await rm(unfinished);
    await toDisk(dirname(target));
    return { ...stepped, rows };
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(unfinished + end, { force: true });
    throw error;
  }
}

function checkCopy(path: string, backup: FoundBackup, secrets: RestoreSettings['secrets']): Record<string, number> {
  const file = new SQLite(path);
  try {
    checkBackup(file, backup, secrets);
    return countRows(file);
  } finally {
    file.close();
  }
}

async function restoreToPostgres(settings: RestoreSettings): Promise<Restored> {
  const { backup, databaseUrl: url, secrets, now, progress, beforeItIsThere } = settings;
  const file = new SQLite(backup.file, { readonly: true });
  try {
    checkBackup(file, backup, secrets);
    const stepped = await fillPostgres({ file, url, codes: codesUnder(secrets), progress }, async (store) => {
      const result = await stepOn(store, now);
      beforeItIsThere?.();
      return result;
    });
    return { ...stepped, rows: countRows(file) };
  } finally {
    file.close();
  }
}
