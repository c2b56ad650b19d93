import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import type * as FS from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BackgroundLines } from '../../../app/http/background-lines.server';

/** What the next writes fail with, and how much of each is written all the same. */
const failing = vi.hoisted(() => ({ code: '', takes: 0 }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FS>();
  const write = Object.assign(() => {}, {
    [Symbol.for('nodejs.util.promisify.custom')]: async (fd: number, text: Buffer, at: number) => {
      if (!failing.code) return { bytesWritten: fs.writeSync(fd, text, at) };
      if (failing.takes && at === 0) return { bytesWritten: fs.writeSync(fd, text, 0, failing.takes) };
      throw Object.assign(new Error('told to fail'), { code: failing.code });
    },
  });
  return { ...fs, write };
});

let folder: string;
let fd: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-lines-'));
  fd = openSync(join(folder, 'log'), 'a');
  Object.assign(failing, { code: '', takes: 0 });
});
afterEach(() => {
  closeSync(fd);
  rmSync(folder, { recursive: true });
});
const written = () => readFileSync(join(folder, 'log'), 'utf8');
const flushed = (lines: BackgroundLines) => new Promise<void>((resolve) => lines.flush(resolve));

async function writeThrough(fault: Partial<typeof failing>): Promise<string> {
  const lines = new BackgroundLines(fd);
  lines.write('first\n');
  await flushed(lines);
  Object.assign(failing, fault);
  lines.write('second\n');
  await flushed(lines);
  Object.assign(failing, { code: '', takes: 0 });
  lines.write('third\n');
  await flushed(lines);
  return written();
}

test('what a full disk does not take is lost, and what comes after it is written', async () => {
  expect(await writeThrough({ code: 'ENOSPC' })).toBe('first\nthird\n');
});

test('a line that the disk took half of is ended before the next', async () => {
  expect(await writeThrough({ code: 'ENOSPC', takes: 3 })).toBe('first\nsec\nthird\n');
});

test('to a reader that is gone nothing more is written', async () => {
  expect(await writeThrough({ code: 'EPIPE' })).toBe('first\n');
});
