import { existsSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { databaseFile, hashOf, readManifest, secretFile, type Manifest } from './manifest';
import { BackupRefusal } from './refusal';

/** A backup that can be restored, its bytes as they were written. */
export interface FoundBackup {
  /** A SQLite database in one file. */
  file: string;
  /** What is known about it; undefined of a database file that some other program copied. */
  manifest?: Manifest;
  /** The secret that we made, where it is in the backup. */
  secret?: string;
}

/**
 * Finds the backup that a path names: a folder of `makeBackup`, or a SQLite file that was copied in another way.
 * @throws BackupRefusal when it is none, or damaged
 */
export async function findBackup(path: string): Promise<FoundBackup> {
  const place = resolve(path);
  if (!existsSync(place)) throw new BackupRefusal('no-backup', 'ENOENT');
  return statSync(place).isDirectory() ? findFolder(place) : findFile(place);
}

async function findFolder(folder: string): Promise<FoundBackup> {
  const manifest = await readManifest(folder);
  const file = join(folder, databaseFile);
  if (!existsSync(file)) throw new BackupRefusal('no-backup', databaseFile);
  if ((await stat(file)).size !== manifest.bytes || (await hashOf(file)) !== manifest.sha256) {
    throw new BackupRefusal('damaged', databaseFile);
  }
  const kept = join(folder, secretFile);
  return { file, manifest, secret: existsSync(kept) ? (await readFile(kept, 'utf8')).trim() : undefined };
}

async function findFile(file: string): Promise<FoundBackup> {
  const wal = `${file}-wal`;
  if (existsSync(wal) && statSync(wal).size > 0) throw new BackupRefusal('in-use', file);
  return { file };
}
