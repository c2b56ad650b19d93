/** The kinds of event, as in the programme file and in the list's filter. */
export const kinds = [
  'health-day',
  'breakfast-dialogue',
  'tournament',
  'course',
  'meeting',
  'workshop',
  'visit',
  'exhibition',
  'film',
  'other',
] as const;
export type Kind = (typeof kinds)[number];

/** Whom an event is for. A person may tell theirs; it is never shown about a person. */
export const audiences = ['brukare', 'staff', 'volunteer', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** `draft` is seen by nobody outside, `cancelled` keeps its page. */
export type EventStatus = 'draft' | 'published' | 'cancelled';

/** How one signs up: a form of its own, no form ("just come"), or one form for the whole series. */
export type SignupMode = 'open' | 'none' | 'whole';

/** A signup's state; see DESIGN.md §3. */
export type SignupState = 'confirmed' | 'waitlisted' | 'cancelled';

/** What a pool's places are places in. */
export type PoolOf = 'event' | 'activity' | 'shift' | 'teams' | 'team' | 'kept' | 'series';

/** One of an event's own questions. `options` are the answers of `choice` and `choices`. */
export interface Question {
  id: string;
  label: string;
  type: 'text' | 'long-text' | 'number' | 'yes-no' | 'choice' | 'choices' | 'consent';
  required: boolean;
  options: string[];
}

/** Answers by question id; `choices` has several. */
export type Answers = Record<string, string | string[]>;

/** Who answers for an event, and how they are reached. */
export interface Contact {
  name?: string;
  phone?: string;
  email?: string;
}

/** How one gets there and in. Undefined is unknown, not no. */
export interface Access {
  stepFree?: boolean;
  toilets?: boolean;
  directions?: string;
}

/** An instant: milliseconds since the epoch, UTC. */
export type Instant = number;

/** A date without a time, `YYYY-MM-DD`, in the event's time zone. */
export type LocalDate = string;
