import type { LoaderFunctionArgs } from '@remix-run/node';
import { onlyRead } from '../../http/machine-answers.server';
import { namedCalendar } from './public-calendar.server';

/** `/serier/:slug.ics`: the dates of a series. */
export function loader({ request, params: { slug }, context: { samling } }: LoaderFunctionArgs) {
  return namedCalendar(request, samling, { of: 'series', slug }, (t, { title, site }) =>
    t.calendar_name_series({ series: title, site }),
  );
}

export const action = onlyRead;
