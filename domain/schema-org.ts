import type { Access, EventStatus, Instant } from './event';
import { withOffset } from './iso-times';
import type { Speech } from './language/speech';
import { oneLine, severalLines } from './text';
import { endOfDay, localDateOf } from './time';

/** One time at which an event takes place. */
export interface PublicOccasion {
  start: Instant;
  /** Of a date without a time: the first instant after its last day. */
  end: Instant | null;
  timeKnown: boolean;
  /** Absolute; null where one cannot sign up (just come). */
  signupUrl: string | null;
}

/** Who hosts an event. */
export interface PublicHost {
  name: string;
  /** Absolute. */
  url?: string | null;
  phone?: string | null;
  email?: string | null;
}

/** What we tell the world's machines about an event: nothing that moves by itself, such as places left. */
export interface PublicEventFacts {
  /** The event's UUID (its calendar UID): the same for ever, in every language. */
  uid: string;
  /** The event's page, absolute. */
  url: string;
  title: string;
  status: EventStatus;
  summary: string | null;
  description: string | null;
  /** In time order; none while the date is open. An event has one, a series may have all its dates. */
  occasions: readonly PublicOccasion[];
  timeZone: string;
  venue: string | null;
  address: string | null;
  /** The host first, then co-hosts. */
  hosts: readonly PublicHost[];
  cost: string | null;
  access: Access;
  /** Of its picture, absolute; null or left out where there is none. */
  image?: string | null;
  /** The kind and the audiences: codes, with their words in the page's language. */
  keywords: readonly { code: string; name: string }[];
}

type Thing = Record<string, unknown>;

/**
 * An event as a schema.org Event in the form that municipal web sites (Municipio) read: lists where it wants lists, both
 * dates in each schedule, the signup's absolute URL in schedule and offer, INSTÄLLT in the name because the status is
 * not shown. Same facts, same bytes. A cancelled event has nowhere to sign up.
 * @see https://schema.org/Event
 */
export function schemaOrgEvent(facts: PublicEventFacts, t: Speech): Thing {
  const cancelled = facts.status === 'cancelled';
  const title = oneLine(facts.title);
  const occasions = cancelled ? facts.occasions.map((one) => ({ ...one, signupUrl: null })) : facts.occasions;
  const free = isFree(facts.cost);
  const signupUrl = occasions.find((one) => one.signupUrl !== null)?.signupUrl;
  const schedules = occasions.map((one) => scheduleOf(one, facts.timeZone));
  return withoutGaps({
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': `urn:uuid:${facts.uid}`,
    url: facts.url,
    name: cancelled ? t.calendar_cancelled_title({ title }) : title,
    description: descriptionOf(facts),
    image: facts.image ? [facts.image] : undefined,
    inLanguage: t.language,
    isAccessibleForFree: free,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    eventStatus: `https://schema.org/${cancelled ? 'EventCancelled' : 'EventScheduled'}`,
    startDate: schedules[0]?.startDate,
    endDate: schedules.at(-1)?.endDate,
    eventSchedule: schedules,
    location: facts.venue ? [placeOf(facts.venue, facts.address)] : undefined,
    organizer: facts.hosts.map(organizationOf),
    keywords: facts.keywords.map(({ code, name }) => ({ '@type': 'DefinedTerm', name, termCode: code })),
    physicalAccessibilityFeatures: [
      ...(facts.access.stepFree ? [t.calendar_access_step_free()] : []),
      ...(facts.access.toilets ? [t.calendar_access_toilets()] : []),
    ],
    offers: signupUrl
      ? [{ '@type': 'Offer', url: signupUrl, ...(free ? { price: 0, priceCurrency: 'SEK' } : {}) }]
      : undefined,
    potentialAction: signupUrl ? [signUp(signupUrl, t)] : undefined,
  });
}

/**
 * JSON for a script element of type application/ld+json, where a `</script>` in somebody's text would end the element.
 */
export function jsonLdScript(thing: object): string {
  return JSON.stringify(thing).replace(
    /[<>&\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One text in a list: Municipio sets the parts of a list together with nothing between. */
function descriptionOf({ summary, description }: PublicEventFacts): string[] {
  const texts = [summary, description].map((text) => severalLines(text ?? '')).filter(Boolean);
  return texts.length ? [texts.join('\n\n')] : [];
}

/** Whether it says that it costs nothing, or something; undefined when it says neither. */
function isFree(cost: string | null): boolean | undefined {
  if (cost === null) return undefined;
  if (/^\s*(gratis|kostnadsfri|avgiftsfri|fri entré|free\b|0 kr)/iu.test(cost)) return true;
  return /[1-9]/u.test(cost) ? false : undefined;
}

function scheduleOf(occasion: PublicOccasion, timeZone: string): Thing {
  return withoutGaps({
    '@type': 'Schedule',
    startDate: startOf(occasion, timeZone),
    endDate: endOf(occasion, timeZone),
    scheduleTimezone: timeZone,
    url: occasion.signupUrl ?? undefined,
  });
}

function startOf({ start, timeKnown }: PublicOccasion, timeZone: string): string {
  return timeKnown ? withOffset(start, timeZone) : localDateOf(start, timeZone);
}

/** Without an end, the last second of its start's day, since the event is over when the day is. CONTRACT §3.9. */
function endOf(occasion: PublicOccasion, timeZone: string): string {
  const over = occasion.end ?? endOfDay(localDateOf(occasion.start, timeZone), timeZone);
  if (!occasion.timeKnown) return localDateOf(over - 1, timeZone);
  return withOffset(occasion.end === null ? over - 1000 : over, timeZone);
}

function placeOf(venue: string, address: string | null): Thing {
  return withoutGaps({
    '@type': 'Place',
    name: oneLine(venue),
    address: address === null ? undefined : oneLine(address),
  });
}

function organizationOf({ name, url, phone, email }: PublicHost): Thing {
  return withoutGaps({
    '@type': 'Organization',
    name: oneLine(name),
    url: url ?? undefined,
    telephone: phone ?? undefined,
    email: email ?? undefined,
  });
}

/** `title` is not schema.org's, but what Municipio writes on the button. */
function signUp(url: string, t: Speech): Thing {
  return { '@type': 'RegisterAction', name: t.calendar_sign_up(), title: t.calendar_sign_up(), url, target: url };
}

/** Leaves out what is not known and lists with nothing in them. */
function withoutGaps(thing: Thing): Thing {
  const isGap = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => !isGap(value)));
}
