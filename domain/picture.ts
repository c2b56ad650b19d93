/** What a picture may be sent as. Its bytes decide, never its name. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** The largest picture that is unpacked, in pixels: the best phones take 50 millions. */
export const mostPixels = 52_000_000;

/** The sizes that are kept, in CSS pixels' width, and how high a picture may be at most. */
export const pictureWidths = { large: 1200, small: 600 } as const;
export const pictureHeight = 1600;

/** The longest description of a picture, in characters. */
export const longestAlt = 300;

/** Reads what a file is from how it begins. @returns null for what is none of the pictures that are taken */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const begins = (at: number, ...values: number[]) => values.every((value, index) => bytes[at + index] === value);
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  // RIFF….WEBP
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  // GIF87a, GIF89a
  if (begins(0, 0x47, 0x49, 0x46, 0x38) && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61) {
    return 'image/gif';
  }
  return null;
}
