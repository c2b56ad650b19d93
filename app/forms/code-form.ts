import { z } from 'zod';
import { readCode } from '../../domain/code';
import { parseForm } from './parse';
import type { FieldFault, FieldProblem } from './problem';
import type { Typed } from './typed';

/** What one may send to find a signup: its code, as people write it. CONTRACT §1. */
const codeForm = z.object({
  code: z.string().transform((written, context) => {
    const code = readCode(written);
    const problem: FieldFault = written.trim() ? 'not-a-code' : 'missing';
    if (code === null) context.addIssue({ code: 'custom', message: problem });
    return code;
  }),
});

/** @returns the code in its stored form, or what is wrong with what was written */
export function readCodeForm(typed: Typed): { code: string | null; problems: FieldProblem[] } {
  const { values, problems } = parseForm(codeForm, typed);
  return { code: values.code ?? null, problems };
}
