import type { Sharp } from 'sharp';
import type { PictureMade } from '../../db/pictures';
import { mostPixels, pictureHeight, pictureTypeOf, pictureWidths } from '../../domain/picture';
import { Turns } from './turns.server';

/** Why a file is no picture of ours. */
export type PictureFault = 'not-a-picture' | 'too-many-pixels';

/** How long one may take, in seconds: what takes longer was made to. */
const patience = 20;

/** One at a time: the largest takes some hundred megabytes while it is unpacked. */
const turns = new Turns(1, 20);

/** Read when it is first needed, with nothing but what reads the kinds of pictures that we take. */
async function openSharp() {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  const loaders = ['JpegBuffer', 'PngBuffer', 'WebpBuffer', 'NsgifBuffer'];
  sharp.unblock({ operation: loaders.map((loader) => `VipsForeignLoad${loader}`) });
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}
let opened: ReturnType<typeof openSharp> | undefined;

/**
 * Makes a picture anew from what somebody sent: turned as the camera was held, scaled down, without anything that was
 * hidden in it (where it was taken, what stood after its end), of an animation the first frame. The work is done
 * outside of JavaScript's thread.
 */
export async function makePicture(bytes: Uint8Array): Promise<PictureMade | { fault: PictureFault }> {
  if (pictureTypeOf(bytes) === null) return { fault: 'not-a-picture' };
  return turns.take(async () => {
    const sharp = await (opened ??= openSharp());
    try {
      const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 } as const;
      const { width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
      if (width * height > mostPixels) return { fault: 'too-many-pixels' };
      const large = await asJpeg(sharp(bytes, options).autoOrient(), pictureWidths.large);
      const small = await asJpeg(sharp(large.data), pictureWidths.small);
      return { width: large.info.width, height: large.info.height, large: large.data, small: small.data };
    } catch {
      // broken off, made to break what reads it, or of a kind that only looks like ours
      return { fault: 'not-a-picture' };
    }
  });
}

const asJpeg = (picture: Sharp, width: number) =>
  picture
    .resize({ width, height: pictureHeight, fit: 'inside', withoutEnlargement: true })
    // what could be seen through is white, as a paper is
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 78, mozjpeg: true })
    .timeout({ seconds: patience })
    .toBuffer({ resolveWithObject: true });
