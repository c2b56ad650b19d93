import type { Contact } from './event';
import type { Section } from './sections';
import { leastPeople } from './team';
import { dateOf, type Local } from './time';

/** Something that an event lacks. */
export interface Lack {
  what:
    'title' | 'contact' | 'date' | 'past' | 'time' | 'place' | 'summary' | 'team-places' | 'no-places' | 'only-line';
  /** Where it is written. */
  section: Section;
  /** Whether it must be there before it is published; else it is only asked about. */
  needed: boolean;
}

/** What is looked at before an event or a series is published. */
export interface ToPublish {
  title: string;
  summary?: string;
  start?: Local;
  venue?: string;
  contact?: Contact;
  signup?: string;
  externalSignup?: string;
  capacity?: number;
  waitlist?: boolean | number;
  teams?: { capacity?: number; minPlayers: number };
}

/**
 * What an event or a series lacks before it is published. Who comes must be able to ask somebody; a day, a time and a
 * place may be told later.
 * @param hostReach whether its host has a phone or an address that pages show where the event has none
 */
export function lacksOf(
  type: 'event' | 'series',
  offer: ToPublish,
  { today, hostReach }: { today: string; hostReach: boolean },
): Lack[] {
  const { contact, start, capacity, teams } = offer;
  const inTeams = teams ? leastPeople(teams) : null;
  const lacks: (Lack | false)[] = [
    !offer.title.trim() && { what: 'title', section: 'vad', needed: true },
    !contact?.phone && !contact?.email && !hostReach && { what: 'contact', section: 'vem', needed: true },
    !offer.summary && { what: 'summary', section: 'vad', needed: false },
    type === 'event' && !start && { what: 'date', section: 'nar', needed: false },
    type === 'event' && start !== undefined && dateOf(start) < today && { what: 'past', section: 'nar', needed: false },
    type === 'event' && start?.length === 10 && { what: 'time', section: 'nar', needed: false },
    !offer.venue && { what: 'place', section: 'var', needed: false },
    // nobody has a place until there are some: it is legal, and seldom meant
    capacity === 0 &&
      offer.signup !== 'none' &&
      !offer.externalSignup && {
        what: offer.waitlist === false ? 'no-places' : 'only-line',
        section: 'antal',
        needed: false,
      },
    capacity !== undefined &&
      capacity > 0 &&
      inTeams !== null &&
      inTeams > capacity && { what: 'team-places', section: 'antal', needed: false },
  ];
  return lacks.filter((lack) => lack !== false);
}
