import type { EventEntry, SeriesEntry } from '../../../db/programme/entry';
import type { LocalDate } from '../../../domain/event';
import type { Typed } from '../typed';

/** What an event and a series have alike, as a programme file writes it: what the sections change. */
export type OfferEntry = Omit<EventEntry, 'start' | 'end' | 'contact' | 'access'> &
  Partial<Pick<EventEntry, 'start' | 'end' | 'contact' | 'access'>>;

/** The words for them are in fault-words.ts. */
export type FaultKind =
  | 'missing-title'
  | 'missing-name'
  | 'missing-part'
  | 'missing-question'
  | 'missing-options'
  | 'too-long'
  | 'too-many-rows'
  | 'not-a-number'
  | 'not-a-positive-number'
  | 'not-a-date'
  | 'not-a-time'
  | 'day-over'
  | 'date-missing'
  | 'start-time-missing'
  | 'end-time-missing'
  | 'end-before-start'
  | 'closes-before-opens'
  | 'closes-after-end'
  | 'not-an-address'
  | 'not-a-phone'
  | 'not-a-link'
  | 'link-missing'
  | 'places-for-kept'
  | 'kept-too-many'
  | 'least-over-most'
  | 'teams-not-ticked'
  | 'teams-not-whole'
  | 'teams-not-approved'
  | 'line-not-ticked'
  | 'link-not-chosen'
  | 'kept-places-missing'
  | 'teams-registered'
  | 'people-erased'
  | 'refused';

/** What is wrong with a field, by its name in the form. `limit` is the most that it may hold. */
export interface Fault {
  name: string;
  fault: FaultKind;
  limit?: number;
}

/** What a section's form says. */
export interface ReadSection {
  change: (entry: OfferEntry) => OfferEntry;
  faults: Fault[];
  /** Where in the form a programme's field stands, for what is refused later: `kept[0]` is `kept.brukare.places`. */
  at: Record<string, string>;
}

export interface FormPlace {
  type: 'event' | 'series';
  today: LocalDate;
  entry: OfferEntry;
}

/** A section's form: what it holds before anybody has typed in it, and what it says once somebody has. */
export interface SectionForm {
  typedOf: (entry: OfferEntry) => Typed;
  read: (typed: Typed, place: FormPlace) => ReadSection;
}

/** As it is stored, the series' own fields and all: a form changes what both kinds have. */
export const asOffer = (entry: EventEntry | SeriesEntry): OfferEntry => entry as OfferEntry;
