import { z } from 'zod';
import { readLoginCode } from '../../domain/login';
import { cleanLine } from './clean';
import { readEmail } from './email';
import type { Typed } from './typed';
import { valueOf } from './typed';

/** What is wrong with one field of the login: said in words by the page. */
export type LoginFault = 'missing' | 'not-an-address' | 'not-a-code';

const address = z
  .string()
  .transform(cleanLine)
  .transform((written, context) => {
    const email = readEmail(written);
    const message: LoginFault = written ? 'not-an-address' : 'missing';
    if (email === null) context.addIssue({ code: 'custom', message });
    return email;
  });

const code = z.string().transform((written, context) => {
  const read = readLoginCode(written);
  const message: LoginFault = written.trim() ? 'not-a-code' : 'missing';
  if (read === null) context.addIssue({ code: 'custom', message });
  return read;
});

/** The address that one logs in with. */
export const readAddressForm = (typed: Typed) => readOne(address, valueOf(typed, 'email'));

/** The code from the mail. */
export const readLoginCodeForm = (typed: Typed) => readOne(code, valueOf(typed, 'code'));

function readOne(field: z.ZodType<string | null>, written: string): { value: string } | { fault: LoginFault } {
  const read = field.safeParse(written);
  if (read.success && read.data !== null) return { value: read.data };
  return { fault: (read.error?.issues[0]?.message ?? 'missing') as LoginFault };
}
