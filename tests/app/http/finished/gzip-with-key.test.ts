import { gunzipSync, crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumFollowedBy } from '../../../../app/http/finished/crc32.server';
import { gzipWithKey } from '../../../../app/http/finished/gzip-with-key.server';

const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some));

test('the checksum of two texts is made from the checksums of each', () => {
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const followed = checksumFollowedBy({ checksum: crc32(second), length: second.length });
      expect(followed(crc32(first))).toBe(crc32(Buffer.concat([first, second])));
    }),
  );
  const long = Buffer.alloc(5_000_000, 'lång text ');
  expect(checksumFollowedBy({ checksum: crc32(long), length: long.length })(crc32('kort'))).toBe(
    crc32(Buffer.concat([Buffer.from('kort'), long])),
  );
});

describe('a page in gzip with a place for a key', () => {
  // words that come again, so that the tail leans on the head, over more than one window
  const text = fc
    .array(
      fc.oneof(fc.string(), fc.constantFrom('<input name="key" value="', ' Hälsodag ', '0123456789abcdef'.repeat(60))),
      {
        maxLength: 80,
      },
    )
    .map((words) => words.join(''));

  test('is the page, whatever stands before and after the key', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }), async (head, tail, keys) => {
        const withKey = await gzipWithKey(Buffer.from(head), 36, Buffer.from(tail));
        for (const key of keys)
          expect(gunzipSync(withKey(key)).toString()).toBe(Buffer.from(head + key + tail).toString());
      }),
      { numRuns: 200 },
    );
  });

  test('is right also beyond what deflate can see at once', async () => {
    const some = Array.from({ length: 9_000 }, (_, n) => `${n * 7919} `).join('');
    const withKey = await gzipWithKey(Buffer.from(some), 36, Buffer.from(some));
    const key = crypto.randomUUID();
    expect(gunzipSync(withKey(key)).toString()).toBe(some + key + some);
  });

  test('is nearly as small as if it had been packed whole', async () => {
    const head = 'En mening som kommer igen, om en hälsodag på Gröningen. '.repeat(40);
    const withKey = await gzipWithKey(Buffer.from(head), 36, Buffer.from(head));
    expect(withKey(crypto.randomUUID()).length).toBeLessThan(220);
  });
});
