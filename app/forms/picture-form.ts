import { longestAlt } from '../../domain/picture';
import { cleanLine } from './clean';
import { valueOf, type Typed } from './typed';

/** What is wrong with a picture's form. */
export type PictureFormFault =
  | { field: 'bild'; fault: 'missing' | 'not-a-picture' | 'too-many-pixels' }
  | { field: 'alt'; fault: 'missing' | 'too-long' };

/** What a picture shows, in words. */
export function readAlt(typed: Typed): { alt: string } | { fault: PictureFormFault } {
  const alt = cleanLine(valueOf(typed, 'alt'));
  if (!alt) return { fault: { field: 'alt', fault: 'missing' } };
  return alt.length > longestAlt ? { fault: { field: 'alt', fault: 'too-long' } } : { alt };
}

/** The file that was chosen; null where none was. What it says of its name and type is not looked at. */
export function pictureIn(form: FormData): File | null {
  const file = form.get('bild');
  return typeof file === 'string' || file === null || file.size === 0 ? null : file;
}
