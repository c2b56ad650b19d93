import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** The size of the machine that measured: without it no figure says anything. */
export interface Machine {
  cores: number;
  processor: string;
  memoryGB: number;
  node: string;
  /** How long the disk takes to keep 4 kB for good, in milliseconds: the least that a durable signup can take. */
  syncMs: number;
}

/** @param folder where the databases will be */
export function describeMachine(folder: string): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    syncMs: medianSync(folder),
  };
}

function medianSync(folder: string): number {
  const file = join(folder, 'sync');
  const page = Buffer.alloc(4096, 1);
  const handle = openSync(file, 'w');
  const times = Array.from({ length: 101 }, () => {
    writeSync(handle, page);
    const begun = performance.now();
    fdatasyncSync(handle);
    return performance.now() - begun;
  });
  closeSync(handle);
  rmSync(file);
  return times.sort((one, other) => one - other)[50]!;
}
