import { z } from 'zod';
import { eventStatuses, kinds, signupModes } from '../event';
import { questionTypes } from '../question';
import { oneLine, severalLines } from '../text';
import { defaultTimeZone } from '../time';
import {
  audience,
  email,
  line,
  listOf,
  local,
  localDate,
  localTime,
  optional,
  optionalLine,
  optionalOr,
  optionalText,
  orNone,
  places,
  slug,
  timeOfDay,
  timeZone,
  webAddress,
} from './fields';

/**
 * The programme file, CONTRACT §5: an organiser's year. Each entry's own shape is here; what several fields or entries
 * must agree on is in rules.ts. The file is explained in docs/programme-file.md.
 */

/** What a team may have where the file does not say: more than any game here needs. */
export const mostPlayers = 30;

/** The longest of an event's own words in its confirmation, in characters. */
export const longestConfirmation = 2_000;

export const siteSchema = entry({
  name: optionalLine(100),
  operator: optionalLine(200),
  email: optional(email),
  phone: optionalLine(50),
});

export const organisationSchema = entry({
  slug,
  name: line(200),
  about: optionalText(5000),
  firstTime: optionalText(5000),
  phone: optionalLine(50),
  email: optional(email),
  url: optional(webAddress),
});

/** A part of an event with a time and places of its own: an activity or a shift. */
const partSchema = entry({
  slug,
  title: line(200),
  start: optional(localTime),
  end: optional(localTime),
  capacity: optional(places),
});

const questionSchema = entry({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, { error: 'programme_question_id_form' }),
  label: line(500),
  type: optionalOr(z.enum(questionTypes), 'text'),
  required: optionalOr(z.boolean(), false),
  options: listOf(line(200), 100),
});

const contactSchema = entry({ name: optionalLine(100), phone: optionalLine(50), email: optional(email) });
const accessSchema = entry({
  stepFree: optional(z.boolean()),
  toilets: optional(z.boolean()),
  directions: optionalText(2000),
});
const keptSchema = entry({ audience, places, until: optional(localTime) });
const teamsSchema = entry({
  capacity: optional(places),
  minPlayers: optionalOr(z.int().min(1).max(1000), 1),
  maxPlayers: optionalOr(z.int().min(1).max(1000), mostPlayers),
});

/** What an event and a series share; a series gives it to each of its dates. */
const offerFields = {
  slug,
  title: line(200),
  kind: optionalOr(z.enum(kinds), 'other'),
  host: slug,
  coHosts: listOf(slug, 50),
  status: optionalOr(z.enum(eventStatuses), 'draft'),
  timeZone: optionalOr(timeZone, defaultTimeZone),
  venue: optionalLine(200),
  address: optionalLine(500),
  summary: optionalText(1000),
  description: optionalText(20_000),
  discreet: optionalOr(z.boolean(), false),
  signup: optionalOr(z.enum(signupModes), 'open'),
  externalSignup: optional(webAddress),
  capacity: optional(places),
  /** A number is the longest line in people. */
  waitlist: optionalOr(z.union([z.boolean(), places], { error: 'programme_waitlist_form' }), true),
  maxPartySize: optionalOr(z.int().min(1).max(1000), 10),
  /** The organiser says yes or no to each signup. */
  approval: optionalOr(z.boolean(), false),
  audiences: listOf(audience, 4),
  contact: optional(contactSchema),
  cost: optionalText(500),
  food: optionalText(500),
  arvode: optionalText(500),
  workingTime: optional(z.boolean()),
  access: optional(accessSchema),
  signupOpens: optional(localTime),
  signupCloses: optional(localTime),
  kept: optionalOr(z.array(keptSchema).max(4), []),
  activities: optionalOr(z.array(partSchema).max(200), []),
  shifts: optionalOr(z.array(partSchema).max(500), []),
  teams: optional(teamsSchema),
  questions: optionalOr(z.array(questionSchema).max(50), []),
  /** To those who have a place: what to bring, which door. */
  confirmation: optionalText(longestConfirmation),
};

export const eventSchema = entry({ ...offerFields, start: optional(local), end: optional(local) });

/** null: to be announced. Left out: the series' own. */
const ownVenue = orNone(z.string().max(200).transform(oneLine));

const movedSchema = entry({
  /** The date that the rule gave. */
  from: localDate,
  start: optional(local),
  end: optional(local),
  venue: ownVenue,
});

const addedSchema = entry({
  start: local,
  end: optional(local),
  /** The date that it had first, which names it for ever; left out while it is on that date. */
  from: optional(localDate),
  venue: ownVenue,
  /** Kept, with its page, and does not take place. */
  cancelled: optional(z.literal(true)),
});

/** What one date, or one and all that follow, have in place of the series' own. Left out: as the series has it. */
const changedSchema = entry({
  /** A date of the series; with `following` any day from which it is so. */
  from: localDate,
  following: optional(z.literal(true)),
  title: optionalLine(200),
  /** Times of day. */
  start: optional(timeOfDay),
  end: optional(timeOfDay),
  venue: ownVenue,
  address: orNone(z.string().max(500).transform(oneLine)),
  summary: orNone(z.string().max(1000).transform(severalLines)),
  description: orNone(z.string().max(20_000).transform(severalLines)),
  /** null: no limit. */
  capacity: places.nullable().optional(),
});

export const seriesSchema = entry({
  ...offerFields,
  rrule: line(500),
  start: local,
  end: optional(local),
  until: optional(localDate),
  moved: optionalOr(z.array(movedSchema).max(2000), []),
  cancelled: listOf(localDate, 2000),
  added: optionalOr(z.array(addedSchema).max(2000), []),
  // left out where there is none, so that what was stored before there was such a list still reads the same
  changed: z
    .array(changedSchema)
    .max(2000)
    .nullish()
    .transform((list) => (list?.length ? list : undefined)),
});

/** The file's own four fields; their entries are read one by one, so that each says what is wrong with it. */
export const fileSchema = entry({
  site: z.unknown().optional(),
  organisations: optionalOr(z.array(z.unknown()), []),
  events: optionalOr(z.array(z.unknown()), []),
  series: optionalOr(z.array(z.unknown()), []),
});

export type ProgrammeSite = z.output<typeof siteSchema>;
export type ProgrammeOrganisation = z.output<typeof organisationSchema>;
export type ProgrammeEvent = z.output<typeof eventSchema>;
export type ProgrammeSeries = z.output<typeof seriesSchema>;
/** A layer over the dates of a series. */
export type ProgrammeChanged = NonNullable<ProgrammeSeries['changed']>[number];
export type ProgrammePart = z.output<typeof partSchema>;
/** What events and series have in common. */
export type ProgrammeOffer = Omit<ProgrammeEvent, 'start' | 'end'>;

/** A programme file as read: every default in its place, every text cleaned. */
export interface Programme {
  site?: ProgrammeSite;
  organisations: ProgrammeOrganisation[];
  events: ProgrammeEvent[];
  series: ProgrammeSeries[];
}

/** An object that refuses fields it does not know; the refusal carries the names that it does (see problem.ts). */
function entry<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}
