import { sql } from 'kysely';
import { uidOfDate, type ChosenPart, type OwnEvent } from '../../domain/calendar';
import type { Instant, SignupState } from '../../domain/event';
import { isPublic, notOverBy } from '../event-conditions';
import { coHostsOf } from '../hosts';
import type { Asker } from '../store';
import { type SignupRow } from '../signup-rows';

/** One date in a person's own calendar: a signup to an event has one, to a whole series several. */
export interface OwnDate {
  signupId: string;
  /** The entry's, for ever. */
  uid: string;
  sequence: number;
  state: SignupState;
  updatedAt: Instant;
  event: OwnEvent;
  /** The activities and shifts that it chose, those that are gone left out. */
  chosen: ChosenPart[];
}

type Signup = Pick<SignupRow, 'id' | 'event_id' | 'series_id' | 'uid' | 'sequence' | 'state' | 'updated_at'>;

/**
 * The dates of signups, each one's soonest first, for calendars: cancelled ones too, drafts not. CONTRACT §4.4, §5.2.
 * @param since what was over by then is left out; null is everything
 */
export async function readOwnDates(
  asker: Asker,
  signups: readonly Signup[],
  since: Instant | null,
): Promise<OwnDate[]> {
  if (!signups.length) return [];
  const events = await eventsOf(asker, signups, since);
  const chosen = await chosenBy(asker, signups);
  return signups.flatMap((signup) =>
    events
      .filter((event) =>
        signup.event_id === null ? event.seriesId === signup.series_id : event.id === signup.event_id,
      )
      .map((event) => ({
        signupId: signup.id,
        uid: signup.event_id === null ? uidOfDate(signup.uid, event.uid) : signup.uid,
        sequence: signup.sequence,
        state: signup.state,
        updatedAt: signup.updated_at,
        event,
        chosen: chosen.get(signup.id) ?? [],
      })),
  );
}

async function eventsOf(asker: Asker, signups: readonly Signup[], since: Instant | null) {
  const eventIds = signups.flatMap((signup) => signup.event_id ?? []);
  const seriesIds = signups.flatMap((signup) => signup.series_id ?? []);
  const rows = await asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .selectAll('event')
    .select('host.name as host_name')
    .where(isPublic)
    .where((eb) => eb.or([eb('event.id', 'in', ['', ...eventIds]), eb('event.series_id', 'in', ['', ...seriesIds])]))
    .$if(since !== null, (query) => query.where(notOverBy(since!)))
    .orderBy('event.start_at', (order) => order.asc().nullsLast())
    .orderBy('event.id')
    .execute();
  const coHosts = await coHostsOf(
    asker,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    uid: row.uid,
    seriesId: row.series_id,
    status: row.status,
    updatedAt: row.updated_at,
    start: row.start_at,
    end: row.end_at,
    timeKnown: row.time_known === 1,
    timeZone: row.time_zone,
    title: row.title,
    hosts: [row.host_name, ...(coHosts.get(row.id) ?? []).map(({ name }) => name)],
    venue: row.venue,
    address: row.address,
    discreet: row.discreet === 1,
  }));
}

async function chosenBy(asker: Asker, signups: readonly Signup[]): Promise<Map<string, ChosenPart[]>> {
  const rows = await asker
    .selectFrom('claim')
    .innerJoin('pool', 'pool.id', 'claim.pool_id')
    .innerJoin('activity', 'activity.id', 'pool.activity_id')
    .innerJoin('signup', 'signup.id', 'claim.holder_id')
    .select(['claim.holder_id', 'activity.title', 'activity.start_at', 'activity.end_at'])
    .where(
      'claim.holder_id',
      'in',
      signups.map((signup) => signup.id),
    )
    .where('activity.status', '=', sql.lit('published' as const))
    // an activity that was gone and has come back is not given back to those who had chosen it
    .where((eb) => eb.or([eb('claim.state', '<>', 'ended'), eb('signup.state', '=', 'cancelled')]))
    .orderBy('activity.position')
    .orderBy('activity.id')
    .execute();
  return grouped(
    rows.map((row) => [row.holder_id, { title: row.title, start: row.start_at, end: row.end_at }] as const),
  );
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
