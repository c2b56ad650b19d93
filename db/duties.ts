import type { Contact, EventStatus, Instant } from '../domain/event';
import { isContactOf, type Person } from '../domain/hand-over';
import type { Asker } from './store';

/** An event or a series that somebody answers for, or that sends its questions to them. */
export interface Duty {
  type: 'event' | 'series';
  id: string;
  slug: string;
  title: string;
  status: EventStatus;
  /** Of an event. */
  startAt: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  /** Whether it says that they are who to ask. */
  isContact: boolean;
}

/** What somebody answers for of what an organisation hosts and is not over, soonest first, series last. */
export async function dutiesOf(
  asker: Asker,
  organisationId: string,
  who: Person & { organiserId: string },
  now: Instant,
): Promise<Duty[]> {
  const rows = await asker
    .selectFrom('responsible')
    .select('offer_id')
    .where('organiser_id', '=', who.organiserId)
    .execute();
  const answers = new Set(rows.map((row) => row.offer_id));
  const theirs = (duty: Found) => answers.has(duty.id) || duty.isContact;
  const events = (await hostedEvents(asker, organisationId, who, now)).filter(theirs);
  const series = (await hostedSeries(asker, organisationId, who, now)).filter(theirs);
  const duties = [...events.filter((event) => answers.has(event.id) || !event.isDate), ...series];
  return duties.map(({ isDate: _, ...duty }) => duty);
}

/** Who answers for an event or a series; null where nobody is noted. */
export async function whoAnswersFor(asker: Asker, offerId: string): Promise<(Person & { organiserId: string }) | null> {
  const row = await asker
    .selectFrom('responsible')
    .innerJoin('organiser', 'organiser.id', 'responsible.organiser_id')
    .select(['organiser.id', 'organiser.name', 'organiser.email'])
    .where('responsible.offer_id', '=', offerId)
    .executeTakeFirst();
  return row ? { organiserId: row.id, name: row.name, email: row.email } : null;
}

/** A date of a series has its words from there. */
type Found = Duty & { isDate: boolean };

async function hostedEvents(asker: Asker, hostId: string, who: Person, now: Instant): Promise<Found[]> {
  const rows = await asker
    .selectFrom('event')
    .select(['id', 'slug', 'title', 'status', 'start_at', 'time_known', 'time_zone', 'contact', 'series_id', 'over_at'])
    .where('host_id', '=', hostId)
    .execute();
  return rows
    .filter((row) => row.over_at === null || row.over_at > now)
    .sort((one, other) => (one.start_at ?? Infinity) - (other.start_at ?? Infinity))
    .map((row) => ({
      type: 'event',
      id: row.id,
      slug: row.slug,
      title: row.title,
      status: row.status,
      startAt: row.start_at,
      timeKnown: row.time_known === 1,
      timeZone: row.time_zone,
      isContact: isContactOf(JSON.parse(row.contact) as Contact, who),
      isDate: row.series_id !== null,
    }));
}

async function hostedSeries(asker: Asker, hostId: string, who: Person, now: Instant): Promise<Found[]> {
  const rows = await asker
    .selectFrom('series')
    .select(['id', 'slug', 'title', 'status', 'time_zone', 'contact', 'made_until'])
    .where('host_id', '=', hostId)
    .execute();
  const over = await overSeries(
    asker,
    rows.filter((row) => row.made_until === null).map((row) => row.id),
    now,
  );
  return rows
    .filter((row) => !over.has(row.id))
    .map((row) => ({
      type: 'series',
      id: row.id,
      slug: row.slug,
      title: row.title,
      status: row.status,
      startAt: null,
      timeKnown: false,
      timeZone: row.time_zone,
      isContact: isContactOf(JSON.parse(row.contact) as Contact, who),
      isDate: false,
    }));
}

/** Those of some series, none of which gets more dates, that have no date that is not over. */
async function overSeries(asker: Asker, ids: string[], now: Instant): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const dates = await asker
    .selectFrom('event')
    .select(['series_id', 'over_at'])
    .where('series_id', 'in', ids)
    .execute();
  const alive = new Set(dates.flatMap((date) => (date.over_at === null || date.over_at > now ? date.series_id : [])));
  const dated = new Set(dates.map((date) => date.series_id));
  return new Set(ids.filter((id) => dated.has(id) && !alive.has(id)));
}
