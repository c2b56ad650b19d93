import type SQLite from 'better-sqlite3';
import { codesUnder } from '../codes';
import { BackupRefusal } from './refusal';
import { isKnownMigration } from '../migrator';
import type { FoundBackup } from './find';
import { fingerprint } from './manifest';
import { countRows, migrationsOf } from './tables';

/**
 * Whether a backup file is whole: every page and index, every reference, and as many rows as there should be.
 * @param rows how many each table should have; left out where nobody knows
 * @throws BackupRefusal with what is wrong
 */
export function checkFile(file: SQLite.Database, rows?: Record<string, number>): void {
  const integrity = file.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw new BackupRefusal('damaged', String(integrity).split('\n')[0]);
  const [orphan] = file.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (orphan) throw new BackupRefusal('damaged', `${orphan.table} → ${orphan.parent}`);
  if (!rows) return;
  const counted = countRows(file);
  for (const name of new Set([...Object.keys(rows), ...Object.keys(counted)])) {
    if (rows[name] !== counted[name]) {
      throw new BackupRefusal('damaged', `${name}: ${counted[name] ?? 0}, ${rows[name] ?? 0}`);
    }
  }
}

/**
 * Whether SECRET belongs to the database: the code of the newest signup can be made.
 * @throws BackupRefusal when it does not
 */
export function checkSecret(file: SQLite.Database, secrets: readonly [string, ...string[]]): void {
  const newest = file
    .prepare<[], { nonce: string; code_hash: string }>(
      // ids begin with the time when they were made
      `select nonce, code_hash from signup where nonce <> '' order by id desc limit 1`,
    )
    .get();
  if (!newest) return;
  try {
    codesUnder(secrets).codeOf(newest);
  } catch {
    throw new BackupRefusal('wrong-secret');
  }
}

/**
 * Whether a backup can be restored: whole, of no newer program, under one of these secrets.
 * @throws BackupRefusal when it cannot
 */
export function checkBackup(
  file: SQLite.Database,
  { manifest }: FoundBackup,
  secrets: readonly [string, ...string[]],
): void {
  const migrations = migrationsOf(file);
  if (!migrations.length) throw new BackupRefusal('no-backup');
  const unknown = migrations.find((name) => !isKnownMigration(name));
  if (unknown !== undefined) throw new BackupRefusal('newer', unknown);
  checkFile(file, manifest?.rows);
  const given = secrets.map(fingerprint);
  if (manifest?.secrets.some((one) => !given.includes(one))) throw new BackupRefusal('wrong-secret');
  checkSecret(file, secrets);
}
