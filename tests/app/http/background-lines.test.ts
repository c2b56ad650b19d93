import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BackgroundLines, type WriteSome } from '../../../app/http/background-lines.server';

/** What the next writes fail with, and how much of each is written all the same. */
const failing = { code: '', takes: 0 };
const writeSome: WriteSome = async (fd, text, at) => {
  if (!failing.code) return { bytesWritten: writeSync(fd, text, at) };
  if (failing.takes && at === 0) return { bytesWritten: writeSync(fd, text, 0, failing.takes) };
  throw Object.assign(new Error('told to fail'), { code: failing.code });
};

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
  const lines = new BackgroundLines(fd, writeSome);
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
