import { valueOf, type Typed } from './typed';

/** A form that could not be taken yet: where it was going, and what was typed in it. */
export interface KeptForm {
  /** Path and query, in the console. */
  action: string;
  fields: (readonly [name: string, value: string])[];
  /** Whether a file was chosen, which cannot be kept. */
  hadFile: boolean;
}

/** The names of the fields that carry such a form from page to page: one field for all of it, so that no name is taken. */
export const keptFields = { action: 'mal', fields: 'innehall' } as const;

/** An address of the console, with what our own addresses are made of. Never another site's: it begins with one slash. */
const ownAddress = /^\/arrangor(?:\/[\w-]+)*(?:\?[\w.~%&=+-]*)?$/;

/** The event or the series that such an address is about. */
export function offerOfAction(action: string): { type: 'event' | 'series'; slug: string } | null {
  const [, segment, slug] = /^\/arrangor\/(evenemang|serier)\/([\w-]+)\//.exec(action) ?? [];
  return slug === undefined ? null : { type: segment === 'serier' ? 'series' : 'event', slug };
}

/** As it is carried. */
export const writeFields = ({ fields, hadFile }: KeptForm): string => JSON.stringify({ fields, hadFile });

/**
 * Reads it again. It has been in a browser meanwhile: what comes of it is only a form that somebody can send, which
 * every guard looks at anew.
 * @returns null for what is none of ours
 */
export function readKeptForm(typed: Typed): KeptForm | null {
  const action = valueOf(typed, keptFields.action);
  if (!ownAddress.test(action)) return null;
  try {
    const { fields, hadFile } = JSON.parse(valueOf(typed, keptFields.fields)) as Partial<KeptForm>;
    if (!Array.isArray(fields) || !fields.every(isField)) return null;
    return { action, fields, hadFile: hadFile === true };
  } catch {
    return null;
  }
}

const isField = (field: unknown): field is readonly [string, string] =>
  Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string');
