import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type * as FS from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findSecretsAloud, secretFile } from '../../commands/secret';

const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FS>();
  const writeFileSync = (file: string, text: string, options: object) => {
    fs.writeFileSync(file, disk.isFull ? text.slice(0, 5) : text, options);
    if (disk.isFull) throw Object.assign(new Error('told to be full'), { code: 'ENOSPC' });
  };
  return { ...fs, writeFileSync };
});

describe('the secret that a command finds (CONTRACT §6)', () => {
  const home = process.cwd();
  let folder: string;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samling-secret-'));
    process.chdir(folder);
    said = [];
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });
  const find = (given?: [string, ...string[]]) => findSecretsAloud(given, (line) => void said.push(line));

  test('is said in one line when it has been made, once, and never shown', () => {
    const secrets = find();
    expect(secrets).toEqual([readFileSync(secretFile, 'utf8').trim()]);
    expect(said).toEqual([expect.stringMatching(/^SECRET är inte satt\..*\.\/data\/secret/)]);
    expect(said[0]).not.toContain(secrets[0]);
    expect(find()).toEqual(secrets);
    expect(said).toHaveLength(1);
  });

  test('is never half kept: a start on a full disk leaves nothing that keeps the next from starting', () => {
    disk.isFull = true;
    expect(() => find()).toThrow(/\(ENOSPC\)/);
    disk.isFull = false;
    expect(readdirSync('data')).toEqual([]);
    expect(find()).toHaveLength(1);
    expect(readdirSync('data')).toEqual(['secret']);
  });

  test('is not spoken of when it was given', () => {
    expect(find(['given'])).toEqual(['given']);
    expect(said).toEqual([]);
  });
});
