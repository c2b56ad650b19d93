import type { LoaderFunctionArgs } from '@remix-run/node';
import { readOwnCalendar } from '../../../db/feeds/own-calendar';
import { readCode } from '../../../domain/code';
import { faultFor, onlyRead } from '../../http/machine-answers.server';
import { ownCalendar } from './own-calendar.server';

/** `/anmalan/:code.ics`: one signup's own entry; of a whole series every date. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const code = readCode(params.code ?? '');
  const dates = code === null ? undefined : await readOwnCalendar(samling.store, code);
  if (!dates) return faultFor(request, samling, 'not-found');
  return ownCalendar(request, samling, dates, (t, { site }) => t.calendar_name_own({ site }));
}

export const action = onlyRead;
