/**
 * Codes: ten Crockford base32 characters, 50 bits. They are said over the phone and written on paper, so reading one
 * forgives spaces, hyphens, either case, O for 0 and I or L for 1. CONTRACT §2.4.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const codeLength = 10;

/**
 * A code from at least 7 random-looking bytes (a keyed hash); the first 50 bits count.
 * @throws RangeError when there are too few bytes
 */
export function codeFromBytes(bytes: Uint8Array): string {
  if (bytes.length < 7) throw new RangeError('a code needs 7 bytes');
  let bits = 0n;
  for (let i = 0; i < 7; i++) bits = (bits << 8n) | BigInt(bytes[i]!);
  bits >>= 6n;
  let code = '';
  for (let i = codeLength - 1; i >= 0; i--) code += alphabet[Number((bits >> BigInt(i * 5)) & 31n)];
  return code;
}

/** A code as a person wrote it, in its one true form; null when it cannot be a code. */
export function readCode(written: string): string | null {
  if (written.length > 100) return null;
  const code = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== codeLength) return null;
  return [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}

/** A code as it is shown and said: `7KQ2M-9XB4T`. */
export function showCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}
