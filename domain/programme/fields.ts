import { z } from 'zod';
import { audiences } from '../event';
import { isTimeZone, parseLocal } from '../time';
import { oneLine, severalLines } from '../text';

/**
 * The kinds of field that a programme file is made of. What an `error` says is the key of a message in
 * domain/language/…/programme.json (see problem.ts).
 */

/** More than any hall holds, and still an `integer` in every database. */
export const mostPlaces = 1_000_000;

/** `null` means left out. CONTRACT §5.1. */
export function optional<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** As `optional`, with what it is when left out. */
export function optionalOr<S extends z.ZodType>(schema: S, fallback: NonNullable<z.output<S>>) {
  return schema.nullish().transform((value): NonNullable<z.output<S>> => value ?? fallback);
}

/** A text that must be there, on one line. */
export function line(longest: number) {
  return z
    .string()
    .max(longest)
    .transform(oneLine)
    .refine((text) => text !== '', { error: 'programme_missing' });
}

/** A text on one line that may be left out; an empty one is left out. */
export function optionalLine(longest: number) {
  return z
    .string()
    .max(longest)
    .nullish()
    .transform((text) => (text ? oneLine(text) || undefined : undefined));
}

/** A text of paragraphs that may be left out. */
export function optionalText(longest: number) {
  return z
    .string()
    .max(longest)
    .nullish()
    .transform((text) => (text ? severalLines(text) || undefined : undefined));
}

/** A text of which null (and an empty one) means "none", and left out "as it is otherwise". */
export function orNone(text: z.ZodType<string, string>) {
  return text
    .nullable()
    .optional()
    .transform((value) => (value === undefined ? undefined : value || null));
}

/** a–z, 0–9 and single hyphens: what can stand in an address for ever. */
export const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'programme_slug_form' });

/** A date, with or without a time of day. */
export const local = z.string().refine((text) => parseLocal(text) !== null, { error: 'programme_local_form' });

/** A date with a time of day. */
export const localTime = z.string().refine((text) => typeof parseLocal(text)?.time === 'string', {
  error: 'programme_time_form',
});

/** A date alone. */
export const localDate = z.string().refine((text) => parseLocal(text)?.time === null, { error: 'programme_date_form' });

/** A time of day, `18:00`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'programme_time_of_day_form' });

export const timeZone = z.string().refine(isTimeZone, { error: 'programme_time_zone_form' });

/** One `@`, something on both sides, no spaces: the mail server is the judge of the rest. */
export const email = z
  .string()
  .max(254)
  .transform((text) => text.trim())
  .refine((text) => /^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(text), { error: 'programme_email_form' });

/** An address that is safe to link to: http or https. */
export const webAddress = z
  .string()
  .max(2000)
  .transform((text) => text.trim())
  .refine(isWebAddress, { error: 'programme_url_form' });

export const places = z.int().min(0).max(mostPlaces);

export const audience = z.enum(audiences);

/** A list in which each thing is once. */
export function listOf<S extends z.ZodType<string>>(item: S, longest: number) {
  return optionalOr(
    z
      .array(item)
      .max(longest)
      .transform((list) => [...new Set(list)]),
    [],
  );
}

function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s/]/i.test(text)) return false;
  try {
    const url = new URL(text);
    return url.hostname !== '' && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
