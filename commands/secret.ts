import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { speak } from '../domain/language/speech';
import { CannotStart } from '../environment';

/** Where a secret that nobody gave is kept. */
export const secretFile = './data/secret';

/**
 * The secret under which codes are made: what SECRET says, else the one in `data/secret`, else a new one kept there.
 * @returns the secrets, and the file when it has just been made
 * @throws CannotStart when the file can be neither read nor written
 */
export function findSecrets(given: [string, ...string[]] | undefined): {
  secrets: [string, ...string[]];
  made?: string;
} {
  if (given) return { secrets: given };
  const kept = keptSecret();
  if (kept !== undefined) return { secrets: [kept] };
  // of several processes that start at once one makes it, the others read that one
  const isOurs = keepSecret(randomBytes(32).toString('base64url'));
  return { secrets: [keptSecret()!], ...(isOurs ? { made: secretFile } : {}) };
}

/**
 * The secret in `data/secret`; undefined when there is none.
 * @throws CannotStart when the file cannot be read
 */
export function keptSecret(): string | undefined {
  try {
    return readSecret();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannot(error);
  }
}

/**
 * Keeps a secret in `data/secret`, unless there is one already.
 * @returns whether it did
 * @throws CannotStart when the file cannot be written
 */
export function keepSecret(secret: string): boolean {
  try {
    mkdirSync(dirname(secretFile), { recursive: true });
    keepWhole(`${secret}\n`);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw cannot(error);
    return false;
  }
}

/**
 * The same for a command that speaks to whoever runs it: one line says where a new secret is.
 * @throws CannotStart as `findSecrets` does
 */
export function findSecretsAloud(
  given: [string, ...string[]] | undefined,
  say: (line: string) => void = console.error,
): [string, ...string[]] {
  const { secrets, made } = findSecrets(given);
  if (made) say(speak('sv').command_secret_made({ file: made }));
  return secrets;
}

/**
 * Keeps a secret whole or not at all: half of one, after a full disk or a power cut, would stop every later start. Of
 * several processes that start at once one makes it, and the others read that one.
 * @throws Error of node, `EEXIST` when it is there
 */
function keepWhole(secret: string): void {
  const unfinished = `${secretFile}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(unfinished, secret, { flag: 'wx', mode: 0o600, flush: true });
    linkSync(unfinished, secretFile);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function readSecret(): string {
  const secret = readFileSync(secretFile, 'utf8').trim();
  if (secret.length < 32) throw Object.assign(new Error('too short'), { code: 'EINVAL' });
  return secret;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const cannot = (error: unknown) =>
  new CannotStart(speak('sv').fault_start_secret({ file: secretFile, code: codeOf(error) }));
