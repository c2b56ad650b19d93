import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk so small that it can be filled. */
export interface SmallDisk {
  folder: string;
  /** Leaves no byte. */
  fill(): void;
  free(): void;
  close(): void;
}

/** Makes a disk in memory: Linux, for root. @returns null where that cannot be done */
export function smallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'samling-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  chmodSync(folder, 0o777);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const handle = openSync(ballast, 'a');
      for (const size of [65_536, 4_096, 1]) writeUntilFull(handle, Buffer.alloc(size));
      closeSync(handle);
    },
    free: () => rmSync(ballast, { force: true }),
    close() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function writeUntilFull(handle: number, block: Buffer): void {
  try {
    for (;;) writeSync(handle, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/**
 * Where no small disk can be made: no file of a process may grow larger than the largest of `files` is now, which
 * SQLite sees as a disk that does not take what it writes.
 * @returns what lets it grow again; null where that cannot be done
 */
export function stopGrowing(pid: number, files: string[]): (() => void) | null {
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  const largest = Math.max(...files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0));
  try {
    limit(String(largest));
  } catch {
    return null;
  }
  return () => void limit('unlimited');
}
