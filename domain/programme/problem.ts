import type { z } from 'zod';
import type { Speech } from '../language/speech';
import { nearestName } from './nearest';

/** What is wrong in a programme file, and where: `events[3].activities[0].capacity (halsodag / yoga)`. */
export interface Problem {
  path: string;
  message: string;
}

export type Path = readonly PropertyKey[];

/** A path as one reads it, with the slugs that it passes, so that a row is found in a spreadsheet too. */
export function writtenPath(file: unknown, path: Path): string {
  let written = '';
  let here = file;
  const slugs: string[] = [];
  for (const step of path) {
    written += typeof step === 'number' ? `[${step}]` : `${written ? '.' : ''}${String(step)}`;
    here = inside(here, step);
    const name = inside(here, 'slug') ?? inside(here, 'id');
    if (typeof name === 'string' && name !== '') slugs.push(name.slice(0, 100));
  }
  if (!slugs.length) return written;
  return `${written} (${slugs.join(' / ')})`;
}

/** zod's issues in plain words, one problem for each unknown field. `base` is where in the file the value stands. */
export function problemsOf(error: z.ZodError, file: unknown, base: Path, t: Speech): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code !== 'unrecognized_keys') return [{ path: writtenPath(file, path), message: wordsOf(issue, t) }];
    const known = issue.message.split(' ');
    return issue.keys.map((name) => ({
      path: writtenPath(file, [...path, name]),
      message: t.programme_unknown_field({ name: quoted(name), nearest: nearestName(name, known) ?? '' }),
    }));
  });
}

type Issue = z.core.$ZodIssue;

function wordsOf(issue: Issue, t: Speech): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return t.programme_missing();
      return wanted(issue.expected, t);
    case 'too_big':
      if (issue.origin === 'string') return t.programme_too_long({ max: String(issue.maximum) });
      if (issue.origin === 'array') return t.programme_too_many({ max: String(issue.maximum) });
      return t.programme_too_big({ max: String(issue.maximum) });
    case 'too_small':
      return t.programme_too_small({ min: String(issue.minimum) });
    case 'invalid_value':
      return notOneOf(issue.input, issue.values.map(String), t);
    default:
      return spoken(issue.message, t);
  }
}

function wanted(expected: string, t: Speech): string {
  switch (expected) {
    case 'string':
      return t.programme_want_text();
    case 'number':
    case 'int':
      return t.programme_want_number();
    case 'boolean':
      return t.programme_want_flag();
    case 'array':
      return t.programme_want_list();
    case 'object':
      return t.programme_want_object();
    default:
      return t.programme_wrong();
  }
}

function notOneOf(value: unknown, options: string[], t: Speech): string {
  if (value === undefined || value === null) return t.programme_missing();
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  const nearest = nearestName(written.slice(0, 100), options) ?? '';
  return t.programme_not_one_of({ value: quoted(written), nearest, options: options.join(', ') });
}

/** A field's own complaint is the key of its message (see fields.ts). */
function spoken(key: string, t: Speech): string {
  const say = (t as unknown as Record<string, unknown>)[key];
  return key.startsWith('programme_') && typeof say === 'function' ? String(say()) : t.programme_wrong();
}

/** What somebody wrote, short enough to repeat and on one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text).slice(1, -1);
}

function inside(value: unknown, step: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<PropertyKey, unknown>)[step];
}
