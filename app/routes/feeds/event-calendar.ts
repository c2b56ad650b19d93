import type { LoaderFunctionArgs } from '@remix-run/node';
import { onlyRead } from '../../http/machine-answers.server';
import { namedCalendar } from './public-calendar.server';

/** `/evenemang/:slug.ics`: one event. */
export function loader({ request, params: { slug }, context: { samling } }: LoaderFunctionArgs) {
  return namedCalendar(request, samling, { of: 'event', slug }, (t, { title, site }) =>
    t.calendar_name_event({ event: title, site }),
  );
}

export const action = onlyRead;
