import type { z } from 'zod';
import { longest } from './fields';
import type { FieldFault, FieldProblem } from './problem';
import { hasField, valueOf, valuesOf, type Typed } from './typed';

/** Fields that may come many times; every other has one value. */
const repeatable = ['activity', 'shift', 'player'];

/**
 * Reads a form by its schema, one field at a time, so that one wrong field hides no other.
 * @returns the values of the fields that are right. A field that the form left out is undefined with `onlyGiven`, and
 *   else read as empty.
 */
export function parseForm<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  typed: Typed,
  onlyGiven = false,
): { values: Partial<z.output<z.ZodObject<Shape>>>; problems: FieldProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const [name, field] of Object.entries(schema.shape) as [FieldProblem['field'], z.ZodType][]) {
    if (onlyGiven && !hasField(typed, name)) continue;
    const read = field.safeParse(repeatable.includes(name) ? valuesOf(typed, name) : valueOf(typed, name));
    if (read.success) values[name] = read.data;
    else problems.push(problemOf(name, read.error.issues[0]?.message as FieldFault));
  }
  return { values: values as Partial<z.output<z.ZodObject<Shape>>>, problems };
}

function problemOf(field: FieldProblem['field'], problem: FieldFault): FieldProblem {
  return problem === 'too-long'
    ? { field, problem, limit: field === 'note' ? longest.note : longest.name }
    : { field, problem };
}
