import type { LoaderFunctionArgs } from '@remix-run/node';
import { jsonAnswer, onlyRead } from '../../../http/machine-answers.server';
import { describeApi } from './openapi';

/** `/api/v1/openapi.json`: what the API answers. */
export function loader({ context: { samling } }: LoaderFunctionArgs) {
  return jsonAnswer(describeApi(samling.baseUrl), 'everybody');
}

export const action = onlyRead;
