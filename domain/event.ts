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
export const eventStatuses = ['draft', 'published', 'cancelled'] as const;
export type EventStatus = (typeof eventStatuses)[number];

/** How one signs up: a form of its own, no form ("just come"), or one form for the whole series. */
export const signupModes = ['open', 'none', 'whole'] as const;
export type SignupMode = (typeof signupModes)[number];

/** Whether a signup, or a team, has its places, waits for them in line, or is no more. */
export const signupStates = ['confirmed', 'waitlisted', 'cancelled'] as const;
export type SignupState = (typeof signupStates)[number];

/** How a signup ended where the person did not end it: an organiser did, or said no to it, or it was one of two. */
export const endings = ['by-organiser', 'declined', 'merged'] as const;
export type EndedAs = (typeof endings)[number];

/** What a pool's places are places in. */
export const poolKinds = ['event', 'activity', 'shift', 'teams', 'team', 'kept', 'series'] as const;
export type PoolOf = (typeof poolKinds)[number];

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
