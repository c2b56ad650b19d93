import type { Instant, SignupState } from '../event';
import type { Speech } from '../language/speech';
import type { CalendarEntry } from './entry';
import { publicEntry, type CalendarEvent } from './public-entry';

/** What a team's own calendar needs of the team. */
export interface CalendarTeam {
  /** Random, the same for ever. */
  uid: string;
  state: SignupState;
  /** When the team or anybody in it last changed. */
  updatedAt: Instant;
  /** The team's page, absolute. */
  url: string;
}

/**
 * A team's event in the team's own calendar: unsure while the team waits, cancelled when it was withdrawn. It stands
 * among a person's own entries, so that of a discreet event nothing is told but when and where. CONTRACT §4.4–5.
 */
export function teamEntry(
  { team, event }: { team: CalendarTeam; event: CalendarEvent & { discreet: boolean } },
  t: Speech,
): CalendarEntry {
  const entry = publicEntry({ ...event, ...(event.discreet ? neutral(t) : {}), url: team.url }, t);
  return {
    ...entry,
    uid: team.uid,
    sequence: event.sequence + steps[team.state],
    stamp: Math.max(entry.stamp, team.updatedAt),
    ...(event.discreet ? { description: [t.calendar_discreet_description(), team.url].join('\n\n') } : {}),
    ...(entry.status === 'cancelled' ? {} : standing(team.state, entry.title, t)),
  };
}

/** A team waits, then is in, then may leave, and never goes back: so its SEQUENCE rises with each. */
const steps = { waitlisted: 0, confirmed: 1, cancelled: 2 };

const neutral = (t: Speech) => ({ title: t.calendar_discreet_title() });

function standing(state: SignupState, title: string, t: Speech): Pick<CalendarEntry, 'status' | 'title'> {
  if (state === 'cancelled') return { status: 'cancelled', title: t.calendar_withdrawn_title({ title }) };
  if (state === 'waitlisted') return { status: 'tentative', title: t.calendar_waitlisted_title({ title }) };
  return { status: 'confirmed', title };
}
