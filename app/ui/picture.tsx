import { pictureFilePath } from '../../domain/paths';
import { pictureWidths } from '../../domain/picture';
import stylesheet from './picture.css?url';

/** A picture, as pages are given it. */
export interface PictureFacts {
  id: string;
  alt: string;
  /** Of the large file, in pixels. */
  width: number;
  height: number;
}

/**
 * The picture of an event or a series. Its place is kept from the beginning, and it is fetched when it comes in sight:
 * what one came for is read without waiting for it.
 */
export function Picture({ picture }: { picture: PictureFacts }) {
  const { id, alt, width, height } = picture;
  const [large, small] = [pictureFilePath(id, 'large'), pictureFilePath(id, 'small')];
  return (
    <>
      <link rel="stylesheet" href={stylesheet} />
      <img
        className="picture"
        src={large}
        srcSet={width > pictureWidths.small ? `${small} ${pictureWidths.small}w, ${large} ${width}w` : undefined}
        sizes={width > pictureWidths.small ? '(min-width: 44rem) 40rem, 94vw' : undefined}
        width={width}
        height={height}
        alt={alt}
        loading="lazy"
        decoding="async"
      />
    </>
  );
}
