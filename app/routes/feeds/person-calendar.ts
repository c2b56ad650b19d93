import type { LoaderFunctionArgs } from '@remix-run/node';
import { readFeedCalendar } from '../../../db/feeds/own-calendar';
import { feedByToken } from '../../../db/feeds/secret-feed';
import { calendarsSince } from '../../../domain/calendar';
import { faultFor, onlyRead } from '../../http/machine-answers.server';
import { ownCalendar } from './own-calendar.server';

/** `/min/:token/kalender.ics`: a person's secret calendar; 410 once it was ended, so that calendars stop asking. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { store } = samling;
  const found = await feedByToken(store, params.token ?? '');
  if (!found) return faultFor(request, samling, 'not-found');
  if (found === 'ended') return faultFor(request, samling, 'gone');
  const dates = readFeedCalendar(store, found.id, calendarsSince(samling.now()));
  return ownCalendar(request, samling, dates, (t, { site }) => t.calendar_name_person({ site }));
}

export const action = onlyRead;
