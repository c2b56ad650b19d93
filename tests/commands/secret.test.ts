import fs, { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSecretsAloud, secretFile } from '../../commands/secret';

/** Until what it returns is called, half of a file is written, as on a full disk. */
function fillDisk(): () => void {
  const { writeFileSync } = fs;
  fs.writeFileSync = ((file: string, text: string, options: object) => {
    writeFileSync(file, text.slice(0, 5), options);
    throw Object.assign(new Error('told to be full'), { code: 'ENOSPC' });
  }) as typeof writeFileSync;
  syncBuiltinESMExports();
  return () => {
    fs.writeFileSync = writeFileSync;
    syncBuiltinESMExports();
  };
}

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
    const empty = fillDisk();
    try {
      expect(() => find()).toThrow(/\(ENOSPC\)/);
    } finally {
      empty();
    }
    expect(readdirSync('data')).toEqual([]);
    expect(find()).toHaveLength(1);
    expect(readdirSync('data')).toEqual(['secret']);
  });

  test('is not spoken of when it was given', () => {
    expect(find(['given'])).toEqual(['given']);
    expect(said).toEqual([]);
  });
});
