/** What organisers do that is written down, for each event or organisation. DESIGN §6, O11. */
export const deedKinds = [
  // an event or a series
  'created',
  'copied',
  'edited',
  'published',
  'unpublished',
  'cancelled',
  'restored',
  'date-moved',
  'date-changed',
  'date-cancelled',
  'date-restored',
  'date-added',
  'picture-set',
  'picture-removed',
  'co-host-asked',
  'co-host-accepted',
  'co-host-declined',
  'co-host-removed',
  'handed-over',
  'template-saved',
  'template-removed',
  'discarded',
  // those who have signed up
  'signup-added',
  'signup-edited',
  'signup-moved',
  'signup-promoted',
  'signup-approved',
  'signup-declined',
  'signup-cancelled',
  'signups-merged',
  'signups-kept-apart',
  'note-written',
  'code-shown',
  'list-printed',
  'list-exported',
  // teams
  'team-added',
  'player-placed',
  'player-moved',
  'teams-merged',
  'team-split',
  'team-renamed',
  'captain-changed',
  'proposal-used',
  'board-undone',
  'captains-nudged',
  // what is told
  'message-sent',
  'message-sent-again',
  'reminders-set',
  'thanks-written',
  'thanks-changed',
  'thanks-removed',
  'call-ticked',
  'call-unticked',
  'call-missed',
  // an organisation
  'member-invited',
  'member-joined',
  'member-changed',
  'member-removed',
] as const;
export type DeedKind = (typeof deedKinds)[number];

/**
 * What a deed was done to, beyond its kind. Never a name, an address or words about somebody who has signed up: those
 * are erased on a schedule, and nobody would look for them here. A signup's id is nothing once it is erased.
 */
export interface DeedFacts {
  /** Which fields were changed, as a programme file names them: `start`, `capacity`. */
  fields?: string[];
  /** A date of a series, by the day that it had first. */
  date?: string;
  /** When it starts since then, by its own clock: `2027-04-19T10:30`, or a day alone. */
  start?: string;
  /** Whether all dates after that one were changed too. */
  following?: true;
  /** How many people, teams or signups. */
  count?: number;
  /** The ids of signups or teams. */
  ids?: string[];
  /** Another event, by its slug. */
  slug?: string;
  /** An organisation, by its slug. */
  organisation?: string;
  /** An organiser, by id. */
  organiser?: string;
  role?: string;
}
