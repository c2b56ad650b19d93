import { localToInstant, spanToInstants } from '../../../domain/time';
import { atLineStart, formatMoment, formatWhen } from '../../../domain/language/dates';
import { audienceName, tellingKind } from '../../../domain/language/kind-words';
import type { Speech } from '../../../domain/language/speech';
import type { Audience, Instant } from '../../../domain/event';
import { outsideOf } from '../../../domain/part-times';
import type { Question } from '../../../domain/question';
import type { Section } from '../../../domain/sections';
import type { OfferEntry } from '../../forms/editor/section-form';

/** What a section holds, in one line; '' where nothing is written in it. */
export function sectionSummary(t: Speech, section: Section, entry: OfferEntry, now: Instant): string {
  return summaries[section](t, entry, now)
    .filter((part) => part)
    .join(' · ');
}

/** "6 lag, 4–6 i varje" */
function teamsIn(t: Speech, { capacity, minPlayers, maxPlayers }: NonNullable<OfferEntry['teams']>): string {
  const teams = capacity === undefined ? t.editor_sum_teams() : t.editor_sum_teams_count({ count: capacity });
  const players = minPlayers === maxPlayers ? String(minPlayers) : `${minPlayers}–${maxPlayers}`;
  return t.editor_sum_team_size({ teams, players });
}

type Summary = (t: Speech, entry: OfferEntry, now: Instant) => (string | false | null | undefined)[];

const summaries: Record<Section, Summary> = {
  vad: (t, entry) => [
    entry.title,
    tellingKind(t, entry.kind),
    entry.discreet && t.editor_sum_discreet(),
    entry.summary,
  ],
  nar: (t, { start, end, signupCloses, timeZone }, now) => {
    if (!start) return [];
    const closes = signupCloses && formatMoment(localToInstant(signupCloses, timeZone), timeZone, t, now);
    const span =
      end === undefined ? { start: localToInstant(start, timeZone), end: null } : spanToInstants(start, end, timeZone);
    const when = { startAt: span.start, endAt: span.end, timeKnown: start.includes('T'), timeZone };
    return [atLineStart(formatWhen(when, t, now), t), closes && t.editor_sum_closes({ when: closes })];
  },
  var: (_t, entry) => [entry.venue, entry.address],
  vem: (t, entry) => [
    entry.audiences.map((audience) => audienceName(t, audience as Audience)).join(', '),
    [entry.contact?.name, entry.contact?.phone ?? entry.contact?.email].filter(Boolean).join(' '),
    entry.cost,
  ],
  antal: (t, entry) => [
    entry.externalSignup ? t.editor_sum_external() : entry.signup === 'none' && t.editor_signup_none(),
    entry.capacity === undefined ? t.editor_sum_no_limit() : t.editor_sum_places({ count: entry.capacity }),
    entry.teams && teamsIn(t, entry.teams),
  ],
  delar: (t, entry) => [
    entry.activities.length > 0 && t.editor_sum_activities({ count: entry.activities.length }),
    entry.shifts.length > 0 && t.editor_sum_shifts({ count: entry.shifts.length }),
    [...entry.activities, ...entry.shifts].some((part) => outsideOf(part, entry) !== null) && t.editor_sum_outside(),
  ],
  fragor: (_t, entry) => [(entry.questions as Question[]).map(({ label }) => label).join(' · ')],
};
