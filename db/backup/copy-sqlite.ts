import { existsSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { BackupRefusal } from './refusal';
import { countRows } from './tables';

/** Told now and then how far a copy has come, 0 to 1. */
export type Progress = (done: number) => void;

/** Pages between two words of progress: some 16 MB. */
const atATime = 4_096;

/**
 * Copies a SQLite database as it is at this moment, page by page, while others go on writing to it.
 * @returns how many rows each table then has
 */
export async function copySqlite(from: string, to: string, progress: Progress): Promise<Record<string, number>> {
  if (!existsSync(from)) throw new BackupRefusal('no-database');
  const source = new SQLite(from, { readonly: true, fileMustExist: true });
  try {
    // a connection that has begun to read keeps seeing this moment; an idle one would begin again at every commit
    source.exec('begin');
    const rows = countRows(source);
    if (!('signup' in rows)) throw new BackupRefusal('no-database');
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        if (totalPages) progress(1 - remainingPages / totalPages);
        return atATime;
      },
    });
    progress(1);
    return rows;
  } finally {
    source.close();
  }
}
