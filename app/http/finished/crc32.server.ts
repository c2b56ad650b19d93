/**
 * The checksum of two texts one after another, from the checksums of each: RFC 1952's CRC-32 is a remainder of
 * polynomials over one bit, so that appending `length` bytes multiplies the first by x^(8·length). As in zlib's
 * `crc32_combine`; node gives the checksum, but not this.
 * @returns what is to be done with the first checksum; it is a matter of 32 steps
 */
export function checksumFollowedBy(second: { checksum: number; length: number }): (first: number) => number {
  const shift = powerOfX(8 * second.length);
  return (first) => (multiply(shift, first) ^ second.checksum) >>> 0;
}

/** CRC-32's polynomial, its bits turned round: the highest bit is x^0. */
const polynomial = 0xedb88320;
const one = 0x80000000;

/** a · b modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = one; bit; bit >>>= 1) {
    if (a & bit) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
  }
  return product >>> 0;
}

/** x^n modulo the polynomial, by squaring. */
function powerOfX(n: number): number {
  let power = one;
  let square = one >>> 1;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2) power = multiply(power, square);
    square = multiply(square, square);
  }
  return power;
}
