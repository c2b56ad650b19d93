import { sql } from 'kysely';
import { uidOfDate, type ChosenPart, type OwnEvent } from '../../domain/calendar';
import type { Instant, SignupState } from '../../domain/event';
import { isPublic, notOverBy, type EventCondition } from '../event-conditions';
import { coHostsOf } from '../hosts';
import type { Asker } from '../store';
import type { SignupRow } from '../signup-rows';
import { piecesOf } from './pieces';

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

/** What a calendar needs of a signup. */
export type DatedSignup = Pick<
  SignupRow,
  'id' | 'event_id' | 'series_id' | 'uid' | 'sequence' | 'state' | 'updated_at'
>;

/**
 * The dates of signups, for calendars: cancelled ones too, drafts not. A piece at a time, for one address can stand on
 * thousands of signups, and a series can have a date every day. CONTRACT §4.4, §5.2.
 * @param since what was over by then is left out; null is everything
 */
export async function* ownDatePieces(
  asker: Asker,
  signups: readonly DatedSignup[],
  since: Instant | null,
): AsyncGenerator<OwnDate[]> {
  for (const some of piecesOf(signups.filter((signup) => signup.event_id !== null))) {
    yield await datesOfEvents(asker, some, since);
  }
  const wholes = signups.flatMap((signup) => (signup.series_id === null ? [] : [[signup.series_id, signup] as const]));
  for (const [seriesId, some] of grouped(wholes)) yield* datesOfSeries(asker, seriesId, some, since);
}

async function datesOfEvents(asker: Asker, signups: readonly DatedSignup[], since: Instant | null) {
  const ids = signups.flatMap((signup) => signup.event_id ?? []);
  const events = await eventsOf(asker, (eb) => eb.and([eb('event.id', 'in', ids)]), since);
  const byId = new Map(events.map((event) => [event.id, event]));
  const chosen = events.length ? await chosenBy(asker, signups) : new Map<string, ChosenPart[]>();
  return signups.flatMap((signup) => {
    const event = byId.get(signup.event_id!);
    return event ? dateOf(signup, signup.uid, event, chosen.get(signup.id) ?? []) : [];
  });
}

/** Each signup's soonest first. */
async function* datesOfSeries(
  asker: Asker,
  seriesId: string,
  signups: readonly DatedSignup[],
  since: Instant | null,
): AsyncGenerator<OwnDate[]> {
  const events = await eventsOf(asker, (eb) => eb.and([eb('event.series_id', '=', seriesId)]), since);
  for (const signup of signups) {
    for (const some of piecesOf(events)) {
      yield some.map((event) => dateOf(signup, uidOfDate(signup.uid, event.uid), event, []));
    }
  }
}

function dateOf(signup: DatedSignup, uid: string, event: OwnEvent, chosen: ChosenPart[]): OwnDate {
  const { id, sequence, state, updated_at: updatedAt } = signup;
  return { signupId: id, uid, sequence, state, updatedAt, event, chosen };
}

/** Soonest first. */
async function eventsOf(asker: Asker, which: EventCondition, since: Instant | null) {
  const rows = await asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .select(['event.id', 'event.uid', 'event.status', 'event.updated_at', 'event.start_at', 'event.end_at'])
    .select(['event.time_known', 'event.time_zone', 'event.title', 'event.venue', 'event.address', 'event.discreet'])
    .select('host.name as host_name')
    .where(isPublic)
    .where(which)
    .$if(since !== null, (query) => query.where(notOverBy(since!)))
    .execute();
  const coHosts = await coHostsOf(
    asker,
    rows.map((row) => row.id),
  );
  return rows
    .sort((one, other) => (one.start_at ?? Infinity) - (other.start_at ?? Infinity) || 0)
    .map((row) => ({
      id: row.id,
      uid: row.uid,
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

async function chosenBy(asker: Asker, signups: readonly DatedSignup[]): Promise<Map<string, ChosenPart[]>> {
  const rows = await asker
    .selectFrom('claim')
    .innerJoin('pool', 'pool.id', 'claim.pool_id')
    .innerJoin('activity', 'activity.id', 'pool.activity_id')
    .innerJoin('signup', 'signup.id', 'claim.holder_id')
    .select(['claim.holder_id', 'activity.id', 'activity.position'])
    .select(['activity.title', 'activity.start_at', 'activity.end_at'])
    .where(
      'claim.holder_id',
      'in',
      signups.map((signup) => signup.id),
    )
    .where('activity.status', '=', sql.lit('published' as const))
    // an activity that was gone and has come back is not given back to those who had chosen it
    .where((eb) => eb.or([eb('claim.state', '<>', 'ended'), eb('signup.state', '=', 'cancelled')]))
    .execute();
  rows.sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
  return grouped(
    rows.map((row) => [row.holder_id, { title: row.title, start: row.start_at, end: row.end_at }] as const),
  );
}

function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
