import { z } from 'zod';
import { audiences } from '../../domain/event';
import { isLanguage } from '../../domain/language/speech';
import { cleanLine, cleanText, isReadable, lengthOf } from './clean';
import { readEmail } from './email';
import { readPhone } from './phone';
import type { FieldFault } from './problem';

/** How long things may be, in characters. */
export const longest = { name: 100, note: 2_000, key: 200 } as const;

/** What every schema's fault says is a `FieldFault`, which problem-words.ts puts in words. */
const fault = (kind: FieldFault) => ({ error: kind });

const line = z.string().transform(cleanLine);
const text = z.string().transform(cleanText);
/** An empty field is none. */
const orNull = <T>(value: T) => value || null;

/** A person's or a team's name, or an alias. */
export const name = line
  .pipe(z.string().refine(isReadable, fault('missing')))
  .pipe(z.string().refine((value) => lengthOf(value) <= longest.name, fault('too-long')));

/** Names of any number of players; empty fields are nobody. */
export const names = z
  .array(line)
  .transform((all) => all.filter(isReadable))
  .pipe(z.array(z.string().refine((value) => lengthOf(value) <= longest.name, fault('too-long'))));

/** Whom one would like to play with, in one's own words. */
export const playWith = line
  .pipe(z.string().refine((value) => lengthOf(value) <= longest.name, fault('too-long')))
  .transform(orNull);

export const email = line.transform((written, context) => {
  if (!written) return null;
  const address = readEmail(written);
  if (address === null) context.addIssue({ code: 'custom', message: 'not-an-address' satisfies FieldFault });
  return address;
});

export const phone = line.transform((written, context) => {
  if (!written) return null;
  const read = readPhone(written);
  if ('number' in read) return read.number;
  const message: FieldFault = read.fault === 'costly' ? 'costly-number' : 'not-a-number';
  context.addIssue({ code: 'custom', message });
  return null;
});

/** How many a party is: a whole number from 1. A number past all reason is still a number, and larger than the limit. */
export const count = z
  .string()
  .transform((written) => written.normalize('NFKC').replace(/\s/gu, ''))
  .pipe(z.string().regex(/^0*[1-9]\d*$/, fault('not-a-count')))
  .transform((digits) => Math.min(Number(digits), 1_000_000_000));

/** Slugs of what was ticked, each once. */
export const slugs = z.array(line).transform((all) => [...new Set(all.filter(Boolean))]);

export const audience = line
  .pipe(z.enum(['', ...audiences], fault('not-an-audience')))
  .transform((value) => value || null);

export const note = text
  .pipe(z.string().refine((value) => lengthOf(value) <= longest.note, fault('too-long')))
  .transform(orNull);

/** A language that we do not speak is as good as none given. */
export const language = line.transform((word) => (isLanguage(word) ? word : null));

/** The form's own random value; what no form of ours would carry is as good as none. */
export const key = line.transform((value) => (value.length <= longest.key ? value || null : null));
