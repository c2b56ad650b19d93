import type { Instant } from './event';

/** How long a mailed code opens anything, in milliseconds. */
export const codeStands = 10 * 60_000;
/** How many codes may be written before a new one must be asked for. */
export const mostTries = 5;
/** How many codes are mailed to one organiser in the time below, whoever asks for them. */
export const mostCodes = 5;
export const codesWithin = 15 * 60_000;

/** A session ends when it has not been used for so long, … */
export const idleDays = 30;
/** … and in any case after so long. */
export const longestDays = 180;
/** How long ago one must have shown who one is, to do what cannot be undone, in milliseconds. */
export const provedWithin = 15 * 60_000;

const day = 24 * 3600_000;
const digits = 8;

/**
 * Makes a code out of random bytes, in which each is as likely as any other: of 2^64 numbers the last few thousand
 * would be more likely, by less than one in ten thousand millions.
 */
export function loginCodeFromBytes(bytes: Uint8Array): string {
  const number = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return (number % 10n ** BigInt(digits)).toString().padStart(digits, '0');
}

/** Reads a code as people write or paste it: `1234 5678`, `1234-5678`. @returns null for what is no code */
export function readLoginCode(written: string): string | null {
  const code = written.normalize('NFKC').replace(/[\s\p{Pd}.]/gu, '');
  return new RegExp(`^\\d{${digits}}$`).test(code) ? code : null;
}

/** A code as it is shown, in two halves: `1234 5678`. */
export const showLoginCode = (code: string): string => `${code.slice(0, digits / 2)} ${code.slice(digits / 2)}`;

/** What of a login decides whether its code may still be written. */
export interface LoginState {
  expiresAt: Instant;
  usedAt: Instant | null;
  tries: number;
}

export function isOpen(login: LoginState, now: Instant): boolean {
  return login.usedAt === null && login.tries < mostTries && now < login.expiresAt;
}

/** What of a session decides whether it stands. */
export interface SessionState {
  createdAt: Instant;
  seenAt: Instant;
  endedAt: Instant | null;
}

export function sessionStands({ createdAt, seenAt, endedAt }: SessionState, now: Instant): boolean {
  return endedAt === null && now < seenAt + idleDays * day && now < createdAt + longestDays * day;
}
