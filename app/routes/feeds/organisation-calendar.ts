import type { LoaderFunctionArgs } from '@remix-run/node';
import { onlyRead } from '../../http/machine-answers.server';
import { namedCalendar } from './public-calendar.server';

/** `/arrangorer/:slug/kalender.ics`: what an organisation hosts or co-hosts. */
export function loader({ request, params: { slug }, context: { samling } }: LoaderFunctionArgs) {
  return namedCalendar(request, samling, { of: 'organisation', slug }, (t, { title }) =>
    t.calendar_name_organisation({ organisation: title }),
  );
}

export const action = onlyRead;
