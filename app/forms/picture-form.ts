import { longestAlt } from '../../domain/picture';
import { cleanLine } from './clean';
import { valueOf, type Typed } from './typed';

/** What is wrong with a picture's form. */
export type PictureFormFault =
  | { field: 'bild'; fault: 'missing' | 'not-a-picture' | 'too-many-pixels' }
  | { field: AltField; fault: 'missing' | 'too-long' };

/** Where it is written what a picture shows: of one that is sent, and of the one that there is. */
type AltField = 'alt' | 'alt-nu';

/** A form of the picture's page that comes back. */
export interface PictureFormAnswer {
  faults: PictureFormFault[];
  typed: Typed;
  /** Whether a file was sent, which no form can give back. */
  hadFile: boolean;
}

/** What a picture shows, in words. */
export function readAlt(typed: Typed, field: AltField): { alt: string } | { fault: PictureFormFault } {
  const alt = cleanLine(valueOf(typed, field));
  if (!alt) return { fault: { field, fault: 'missing' } };
  return alt.length > longestAlt ? { fault: { field, fault: 'too-long' } } : { alt };
}

/** The file that was chosen; null where none was. What it says of its name and type is not looked at. */
export function pictureIn(form: FormData): File | null {
  const file = form.get('bild');
  return typeof file === 'string' || file === null || file.size === 0 ? null : file;
}
