import type { Access, Audience, EventStatus, Instant, Kind, SignupMode } from './event';
import { audienceName, kindName } from './language/kind-words';
import type { Speech } from './language/speech';
import { eventPath, eventSignupPath, organisationPath, pictureFilePath, seriesSignupPath } from './paths';
import type { PublicEventFacts } from './schema-org';

/** What machines are told of an event, as it is stored. */
export interface StoredPublicEvent {
  slug: string;
  /** Its calendar UID, which begins with a UUID. */
  uid: string;
  title: string;
  kind: Kind;
  status: EventStatus;
  start: Instant | null;
  end: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  venue: string | null;
  address: string | null;
  summary: string | null;
  description: string | null;
  audiences: readonly Audience[];
  cost: string | null;
  access: Access;
  signup: SignupMode;
  externalSignup: string | null;
  /** Slug of the series that one signs up to instead. */
  wholeSeries: string | null;
  /** A picture's id. */
  picture: string | null;
  hosts: readonly { slug: string; name: string; phone: string | null; email: string | null; url: string | null }[];
}

/**
 * An event for `schemaOrgEvent`, the same on its page and in `/schema/events.json`. Whether one can sign up right now
 * is not told, since that changes by itself.
 * @param at.baseUrl BASE_URL without a slash at its end
 */
export function publicEventFacts(
  event: StoredPublicEvent,
  { baseUrl, t }: { baseUrl: string; t: Speech },
): PublicEventFacts {
  const { language } = t;
  return {
    uid: event.uid.replace(/@.*$/u, ''),
    url: baseUrl + eventPath(language, event.slug),
    title: event.title,
    status: event.status,
    summary: event.summary,
    description: event.description,
    occasions:
      event.start === null
        ? []
        : [{ start: event.start, end: event.end, timeKnown: event.timeKnown, signupUrl: signupUrl(event, baseUrl, t) }],
    timeZone: event.timeZone,
    venue: event.venue,
    address: event.address,
    hosts: event.hosts.map(({ slug, name, phone, email, url }) => ({
      name,
      phone,
      email,
      url: url ?? baseUrl + organisationPath(language, slug),
    })),
    cost: event.cost,
    access: event.access,
    image: event.picture === null ? null : baseUrl + pictureFilePath(event.picture, 'large'),
    keywords: [
      { code: event.kind, name: kindName(t, event.kind) },
      ...event.audiences.map((audience) => ({ code: audience, name: audienceName(t, audience) })),
    ],
  };
}

/** Where one signs up; null where one just comes. CONTRACT §5.2. */
function signupUrl(event: StoredPublicEvent, baseUrl: string, { language }: Speech): string | null {
  if (event.externalSignup) return event.externalSignup;
  if (event.wholeSeries) return baseUrl + seriesSignupPath(language, event.wholeSeries);
  return event.signup === 'none' ? null : baseUrl + eventSignupPath(language, event.slug);
}
