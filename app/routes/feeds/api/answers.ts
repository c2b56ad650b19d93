import { z } from 'zod';
import { eventStatuses, kinds, poolKinds, signupStates } from '../../../../domain/event';

/** What the API answers, in one place: the answers are typed by it and `/api/v1/openapi.json` is made from it. */

const slug = z.string().meta({ description: 'Part of the address, unique and lasting.' });

const moment = z
  .union([z.iso.datetime({ offset: true, local: false }), z.iso.date()])
  .nullable()
  .meta({
    description:
      'ISO 8601 with the offset of `timeZone`; a date alone while the time of day is to be announced; null while the date is, or where there is no end.',
  });

export const listedEvent = z
  .object({
    slug,
    title: z.string(),
    kind: z.enum(kinds),
    status: z.enum(eventStatuses).exclude(['draft']),
    start: moment,
    end: moment,
    timeZone: z.string().meta({ description: 'A name of the IANA time zone database.' }),
    venue: z.string().nullable().meta({ description: 'null: to be announced.' }),
    host: slug.meta({ description: "The host organisation's slug." }),
    coHosts: z.array(slug).meta({ description: "The co-hosts' slugs." }),
    url: z.url().meta({ description: "The event's page." }),
  })
  .meta({ id: 'ListedEvent' });

export const pool = z
  .object({
    of: z.enum(poolKinds),
    slug: z.string().nullable().meta({
      description:
        "The activity's or the shift's slug, the audience that places are kept for, or a team's public number.",
    }),
    capacity: z.int().min(0).nullable().meta({ description: 'null: no limit.' }),
    taken: z.int().min(0),
    waitlisted: z.int().min(0),
  })
  .meta({ id: 'Pool', description: 'A number of places that can run out, counted in people (teams in teams).' });

export const event = listedEvent
  .extend({
    pools: z.array(pool).meta({
      description:
        "The event's own pool first, also without a limit. Of a date in a series with one signup for all its dates, the series' pools. Empty where somebody else takes the signups.",
    }),
  })
  .meta({ id: 'Event' });

export const eventList = z
  .object({
    events: z.array(listedEvent).max(100),
    next: z.url().nullable().meta({ description: 'The next page; null on the last.' }),
  })
  .meta({ id: 'EventList' });

export const signup = z
  .object({
    state: z.enum(signupStates),
    position: z.int().min(1).nullable().meta({
      description:
        'Place in line: 1 + those ahead that wait for any of the same limited pools. Null where it stands in none: also while the organiser goes through the signup.',
    }),
    partySize: z.int().min(1),
    event: slug.meta({ description: 'The slug of the event, or of the series that it is to as a whole.' }),
    activities: z.array(slug).meta({ description: "The chosen activities' slugs." }),
  })
  .meta({ id: 'Signup' });

export const fault = z
  .object({
    error: z.string().meta({ description: 'What is wrong, for programs.' }),
    message: z.string().meta({ description: 'What is wrong, for people.' }),
  })
  .meta({ id: 'Fault' });
