import type { LoaderFunctionArgs } from '@remix-run/node';
import { readTeamCalendar } from '../../../db/feeds/team-calendar';
import { feed, teamEntry } from '../../../domain/calendar';
import { readCode } from '../../../domain/code';
import { teamPath } from '../../../domain/paths';
import { calendarAnswer, faultFor, onlyRead } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';

/** `/lag/:code.ics`: when and where a team plays. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const code = readCode(params.code ?? '');
  const team = code === null ? undefined : await readTeamCalendar(samling.store, code);
  if (code === null || !team) return faultFor(request, samling, 'not-found');
  const t = requestSpeech(request);
  const url = samling.baseUrl + teamPath(t.language, code);
  const event = { ...team.event, hosts: team.event.hosts.map((host) => host.name), url };
  const entry = teamEntry({ team: { ...team, url }, event }, t);
  const title = event.discreet ? t.calendar_discreet_title() : event.title;
  const name = t.calendar_name_team({ team: team.name, event: title });
  return calendarAnswer(feed({ name, language: t.language, entries: [entry] }), entry.stamp, 'one-person');
}

export const action = onlyRead;
