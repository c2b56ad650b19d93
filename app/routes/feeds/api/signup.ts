import type { LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { readSignupView } from '../../../../db/api-views';
import { readCode } from '../../../../domain/code';
import { faultFor, jsonAnswer, onlyRead } from '../../../http/machine-answers.server';
import type { signup } from './answers';

/** `/api/v1/signups/:code`: a signup, for whoever holds its code. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const code = readCode(params.code ?? '');
  const view = code === null ? undefined : await readSignupView(samling.store, code, samling.now());
  if (!view) return faultFor(request, samling, 'not-found');
  return jsonAnswer(view satisfies z.infer<typeof signup>, 'one-person');
}

export const action = onlyRead;
