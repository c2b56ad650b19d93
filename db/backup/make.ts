import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Instant } from '../../domain/event';
import { checkFile, checkSecret } from './check';
import { copyPostgres } from './copy-postgres';
import { copySqlite, type Progress } from './copy-sqlite';
import { databaseFile, fingerprint, hashOf, manifestFile, secretFile, type Manifest } from './manifest';
import { BackupRefusal } from './refusal';
import { toDisk } from './to-disk';
import { migrationsOf } from './tables';

export interface BackupSettings {
  /** DATABASE_URL */
  databaseUrl: string;
  /** SECRET, the current one first. */
  secrets: readonly [string, ...string[]];
  /** The file that holds the secret, where we made it: it is copied too. One from the environment is not. */
  secretKeptIn?: string;
  /** Where the backup is to be: a folder of its own is made in it. */
  folder: string;
  now: Instant;
  progress?: Progress;
}

export interface Backup {
  folder: string;
  manifest: Manifest;
  /** Whether the secret is in it. */
  withSecret: boolean;
}

/**
 * Makes a backup while signups come in: the database as it is at this moment, in one SQLite file whichever database it
 * comes from, checked before it gets its name. What has no manifest is no backup; none is ever overwritten.
 * @throws BackupRefusal with what whoever runs it can mend
 */
export async function makeBackup(settings: BackupSettings): Promise<Backup> {
  const { secrets, secretKeptIn, now } = settings;
  const folder = join(resolve(settings.folder), nameAt(now));
  if (existsSync(folder)) throw new BackupRefusal('exists', folder);
  const unfinished = `${folder}.unfinished`;
  await mkdir(resolve(settings.folder), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const file = join(unfinished, databaseFile);
    // made by us first, so that nobody else can read it meanwhile
    await writeFile(file, '', { mode: 0o600 });
    const { from, rows } = await copyDatabase(settings, file);
    const migrations = checkCopy(file, rows, secrets);
    if (secretKeptIn) {
      await copyFile(secretKeptIn, join(unfinished, secretFile), constants.COPYFILE_EXCL);
      await chmod(join(unfinished, secretFile), 0o600);
    }
    const manifest: Manifest = {
      what: 'samling backup',
      version: 1,
      madeAt: new Date(now).toISOString(),
      from,
      migrations,
      rows,
      bytes: (await stat(file)).size,
      sha256: await hashOf(file),
      secrets: secrets.map(fingerprint),
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(unfinished, manifestFile), text, { mode: 0o600 });
    for (const name of [databaseFile, manifestFile, ...(secretKeptIn ? [secretFile] : []), '.']) {
      await toDisk(join(unfinished, name));
    }
    await rename(unfinished, folder);
    await toDisk(resolve(settings.folder));
    return { folder, manifest, withSecret: secretKeptIn !== undefined };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function copyDatabase({ databaseUrl, progress = () => {} }: BackupSettings, file: string) {
  return databaseUrl.startsWith('sqlite:')
    ? { from: 'sqlite' as const, rows: await copySqlite(resolve(databaseUrl.slice(7)), file, progress) }
    : { from: 'postgres' as const, rows: await copyPostgres(databaseUrl, file, progress) };
}

/** @returns the migrations that it has been through */
function checkCopy(path: string, rows: Record<string, number>, secrets: BackupSettings['secrets']): string[] {
  const file = new SQLite(path);
  try {
    // one file alone, that can be read where nothing can be written
    file.pragma('journal_mode = delete');
    checkFile(file, rows);
    checkSecret(file, secrets);
    return migrationsOf(file);
  } finally {
    file.close();
  }
}

/** `samling-20270517T020000Z`: in order of time when sorted by name. */
const nameAt = (now: Instant) => `samling-${new Date(now).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`;
