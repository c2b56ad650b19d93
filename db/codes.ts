import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { codeFromBytes } from '../domain/code';
import { loginCodeFromBytes } from '../domain/login';

/**
 * Makes codes and tokens from a row's random nonce under SECRET, and the keyed hashes by which they are looked up.
 * Nothing stored tells a code to whoever has the database alone. CONTRACT §2.4.
 */
export interface Codes {
  /** A nonce for a new row, with the code it gives and the hash to store. */
  fresh(): { nonce: string; code: string; hash: string };
  /** The code of a stored row. @throws Error when no secret fits: the database and SECRET are not each other's */
  codeOf(row: { nonce: string; code_hash: string }): string;
  /** The hashes that a code, as read by `readCode`, may be stored under: one for each secret. */
  hashesOf(code: string): string[];
  /** As `fresh`, for a secret feed: 32 bytes, base64url, and a token of its own that confirms an address. */
  freshFeed(): { nonce: string; token: string; tokenHash: string; confirm: string; confirmHash: string };
  feedTokensOf(row: { nonce: string; token_hash: string }): { token: string; confirm: string };
  tokenHashesOf(token: string): string[];
  /** The hashes that an address may be stored under, the current secret's first: they tell nobody the address. */
  addressHashesOf(email: string): [string, ...string[]];
  /** A nonce for a login that is begun; its code is mailed, and is not stored. */
  freshLogin(): string;
  loginCodeOf(row: { nonce: string }): string;
  /** Whether a code, as read by `readLoginCode`, is a login's, made under whichever secret. */
  isLoginCode(row: { nonce: string }, code: string): boolean;
  /** As `freshFeed`, of an invitation: what its mail leads to. */
  freshInvitation(): { nonce: string; token: string; tokenHash: string };
  invitationTokenOf(row: { nonce: string; token_hash: string }): string;
}

const keyed = (secret: string, purpose: string, text: string) =>
  createHmac('sha256', secret).update(`${purpose}\0${text}`).digest();

/**
 * @param secrets the current secret first; earlier ones after it, so that codes on paper still work
 */
export function codesUnder(secrets: readonly [string, ...string[]]): Codes {
  const current = secrets[0];
  const codeUnder = (secret: string, nonce: string) => codeFromBytes(keyed(secret, 'code', nonce));
  const hashUnder = (secret: string, code: string) => keyed(secret, 'lookup', code).toString('base64url');
  const tokenUnder = (secret: string, purpose: 'feed' | 'confirm' | 'invitation', nonce: string) =>
    keyed(secret, purpose, nonce).toString('base64url');
  const loginCodeUnder = (secret: string, nonce: string) => loginCodeFromBytes(keyed(secret, 'login', nonce));
  const nonceBytes = () => randomBytes(18).toString('base64url');

  return {
    fresh() {
      const nonce = nonceBytes();
      const code = codeUnder(current, nonce);
      return { nonce, code, hash: hashUnder(current, code) };
    },
    codeOf(row) {
      for (const secret of secrets) {
        const code = codeUnder(secret, row.nonce);
        if (hashUnder(secret, code) === row.code_hash) return code;
      }
      throw new Error('SECRET does not belong to this database: a code cannot be made');
    },
    hashesOf: (code) => secrets.map((secret) => hashUnder(secret, code)),
    freshFeed() {
      const nonce = nonceBytes();
      const token = tokenUnder(current, 'feed', nonce);
      const confirm = tokenUnder(current, 'confirm', nonce);
      return { nonce, token, tokenHash: hashUnder(current, token), confirm, confirmHash: hashUnder(current, confirm) };
    },
    feedTokensOf(row) {
      for (const secret of secrets) {
        const token = tokenUnder(secret, 'feed', row.nonce);
        if (hashUnder(secret, token) === row.token_hash) {
          return { token, confirm: tokenUnder(secret, 'confirm', row.nonce) };
        }
      }
      throw new Error('SECRET does not belong to this database: a calendar address cannot be made');
    },
    freshLogin: nonceBytes,
    loginCodeOf: ({ nonce }) => loginCodeUnder(current, nonce),
    isLoginCode: ({ nonce }, code) =>
      secrets.some((secret) => timingSafeEqual(Buffer.from(loginCodeUnder(secret, nonce)), Buffer.from(code))),
    freshInvitation() {
      const nonce = nonceBytes();
      const token = tokenUnder(current, 'invitation', nonce);
      return { nonce, token, tokenHash: hashUnder(current, token) };
    },
    invitationTokenOf(row) {
      for (const secret of secrets) {
        const token = tokenUnder(secret, 'invitation', row.nonce);
        if (hashUnder(secret, token) === row.token_hash) return token;
      }
      throw new Error('SECRET does not belong to this database: an invitation cannot be made');
    },
    addressHashesOf(email) {
      const hashes = secrets.map((secret) => keyed(secret, 'address', email.toLowerCase()).toString('base64url'));
      return hashes as [string, ...string[]];
    },
    tokenHashesOf: (token) => secrets.map((secret) => hashUnder(secret, token)),
  };
}
