import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { checksumFollowedBy } from './crc32.server';

const deflated = promisify(deflateRaw);

/** RFC 1952: deflate, no name and no time, packed hard, from no particular system. */
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);

/** What stands in for the key while the rest is packed: no UTF-8 has such bytes, so nothing in it is like the key. */
const standIn = 0xff;

/**
 * A text in gzip, ready but for one word in the middle of it that is new at each reading: RFC 1951 lets a block be
 * stored as it is, so the word is written into its place, and the checksum after all. One gzip member, since some
 * readers stop after the first.
 * @param keyLength in bytes
 * @returns what makes the whole, given a key of that length in ASCII
 */
export async function gzipWithKey(head: Buffer, keyLength: number, tail: Buffer): Promise<(key: string) => Buffer> {
  const dictionary = Buffer.concat([head.subarray(-windowSize + keyLength), Buffer.alloc(keyLength, standIn)]);
  const [packedHead, packedTail] = await Promise.all([
    deflated(head, { level: 9, finishFlush: constants.Z_SYNC_FLUSH }),
    deflated(tail, { level: 9, dictionary }),
  ]);
  const stored = Buffer.alloc(5);
  stored.writeUInt16LE(keyLength, 1);
  stored.writeUInt16LE(0xffff - keyLength, 3);
  const before = Buffer.concat([gzipHead, packedHead, stored]);
  const end = Buffer.alloc(8);
  end.writeUInt32LE((head.length + keyLength + tail.length) >>> 0, 4);
  const template = Buffer.concat([before, Buffer.alloc(keyLength), packedTail, end]);

  const checksumOfHead = crc32(head);
  const followedByTail = checksumFollowedBy({ checksum: crc32(tail), length: tail.length });
  return (key) => {
    const whole = Buffer.from(template);
    whole.write(key, before.length, 'latin1');
    const checksum = followedByTail(crc32(whole.subarray(before.length, before.length + keyLength), checksumOfHead));
    whole.writeUInt32LE(checksum, whole.length - 8);
    return whole;
  };
}

/** How far back deflate can see. */
const windowSize = 32_768;
