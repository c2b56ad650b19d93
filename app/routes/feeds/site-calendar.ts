import type { LoaderFunctionArgs } from '@remix-run/node';
import { onlyRead } from '../../http/machine-answers.server';
import { publicCalendar } from './public-calendar.server';

/** `/kalender.ics`: everything public. */
export function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  return publicCalendar(request, samling, { scope: { of: 'site' }, title: '' }, (t, { site }) =>
    t.calendar_name_site({ site }),
  );
}

export const action = onlyRead;
