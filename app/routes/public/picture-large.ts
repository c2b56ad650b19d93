import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerPicture } from '../../http/picture-answer.server';

/** A picture's file, as large as a page shows it. */
export const loader = ({ request, params, context: { samling } }: LoaderFunctionArgs) =>
  answerPicture(request, samling, params.picture ?? '', 'large');
