import type { EventStatus, Instant, Kind, SignupMode } from '../../domain/event';
import { instantToLocal, localDateOf } from '../../domain/time';
import type { ProgrammeSeries } from '../../domain/programme/schema';
import type { Asker } from '../store';
import { storedEvents, type EventRow, type PartRow, type PoolRow } from './stored';

/** An activity or a shift, as a programme file writes it. */
export interface PartEntry {
  slug: string;
  title: string;
  start?: string;
  end?: string;
  capacity?: number;
}

/** An event as a programme file writes it: see domain/programme/schema.ts. */
export interface EventEntry {
  slug: string;
  title: string;
  kind: Kind;
  host: string;
  coHosts: string[];
  status: EventStatus;
  start?: string;
  end?: string;
  timeZone: string;
  venue?: string;
  address?: string;
  summary?: string;
  description?: string;
  discreet: boolean;
  signup: SignupMode;
  externalSignup?: string;
  capacity?: number;
  waitlist: boolean | number;
  maxPartySize: number;
  /** Whether the organiser says yes or no to each signup. */
  approval: boolean;
  audiences: string[];
  contact: { name?: string; phone?: string; email?: string };
  cost?: string;
  food?: string;
  arvode?: string;
  workingTime?: boolean;
  access: { stepFree?: boolean; toilets?: boolean; directions?: string };
  signupOpens?: string;
  signupCloses?: string;
  kept: { audience: string; places: number; until?: string }[];
  activities: PartEntry[];
  shifts: PartEntry[];
  teams?: { capacity?: number; minPlayers: number; maxPlayers: number };
  questions: unknown[];
  confirmation?: string;
}

/**
 * An event as a programme file would write it: what `desiredEvent` makes a row of, made from the row again. Loading it
 * changes nothing; so whoever edits an event changes what they mean to of this, and has it loaded: a new time, a new
 * place, an activity that is gone are then told as they are when a file changes them.
 * @returns undefined when there is no such event, or when it is a date of a series, which its series makes
 */
export async function eventEntry(asker: Asker, slug: string): Promise<EventEntry | undefined> {
  const [stored] = await storedEvents(asker, [slug], []);
  if (!stored || stored.type !== 'event' || stored.row.series_id !== null) return undefined;
  const { row, parts, pools, coHostIds } = stored;
  const organisations = await asker
    .selectFrom('organisation')
    .select(['id', 'slug'])
    .where('id', 'in', [row.host_id, ...coHostIds])
    .execute();
  const slugs = new Map(organisations.map((one) => [one.id, one.slug]));
  const at = (instant: Instant | null) => (instant === null ? undefined : instantToLocal(instant, row.time_zone));
  const own = pools.find(({ of }) => of === 'event');
  const teams = pools.find(({ of }) => of === 'teams');
  return {
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    host: slugs.get(row.host_id)!,
    coHosts: coHostIds.map((id) => slugs.get(id)!),
    status: row.status,
    ...spanOf(row),
    timeZone: row.time_zone,
    venue: row.venue ?? undefined,
    address: row.address ?? undefined,
    summary: row.summary ?? undefined,
    description: row.description ?? undefined,
    discreet: row.discreet === 1,
    signup: row.signup,
    externalSignup: row.external_signup ?? undefined,
    capacity: own?.capacity ?? undefined,
    waitlist: row.waitlist === 0 ? false : (row.waitlist_limit ?? true),
    maxPartySize: row.max_party_size,
    approval: row.approval === 1,
    audiences: JSON.parse(row.audiences) as string[],
    contact: JSON.parse(row.contact) as EventEntry['contact'],
    cost: row.cost ?? undefined,
    food: row.food ?? undefined,
    arvode: row.arvode ?? undefined,
    workingTime: row.working_time === null ? undefined : row.working_time === 1,
    access: JSON.parse(row.access) as EventEntry['access'],
    signupOpens: at(row.signup_opens_at),
    signupCloses: at(row.signup_closes_at),
    kept: pools.filter(({ of }) => of === 'kept').map((pool) => keptOf(pool, at)),
    activities: partsOf('activity', parts, pools, at),
    shifts: partsOf('shift', parts, pools, at),
    teams:
      row.team_max === null
        ? undefined
        : { capacity: teams?.capacity ?? undefined, minPlayers: row.team_min ?? 1, maxPlayers: row.team_max },
    questions: JSON.parse(row.questions) as unknown[],
    confirmation: row.confirmation ?? undefined,
  };
}

/** A series as a programme file writes it: as it was read the last time that it was loaded. */
export type SeriesEntry = ProgrammeSeries;

/** A series as a programme file would write it. Loading it changes nothing. @returns undefined when there is none */
export async function seriesEntry(asker: Asker, slug: string): Promise<SeriesEntry | undefined> {
  const row = await asker.selectFrom('series').select('source').where('slug', '=', slug).executeTakeFirst();
  return row && (JSON.parse(row.source) as SeriesEntry);
}

type At = (instant: Instant | null) => string | undefined;

/** A date alone where the time is not known; its end is then the day it ends on. */
function spanOf({ start_at, end_at, time_known, time_zone }: EventRow): Pick<EventEntry, 'start' | 'end'> {
  if (start_at === null) return {};
  if (time_known === 1) {
    return {
      start: instantToLocal(start_at, time_zone),
      end: end_at === null ? undefined : instantToLocal(end_at, time_zone),
    };
  }
  // the end of a day is the beginning of the next
  const lastDay = end_at === null ? undefined : localDateOf(end_at - 1, time_zone);
  return { start: localDateOf(start_at, time_zone), end: lastDay };
}

function keptOf(pool: PoolRow, at: At) {
  return { audience: pool.audience ?? '', places: pool.capacity ?? 0, until: at(pool.kept_until) };
}

/** Those that are on, in the order of the programme; what is cancelled is gone from it. */
function partsOf(of: PartRow['of'], parts: readonly PartRow[], pools: readonly PoolRow[], at: At): PartEntry[] {
  return parts
    .filter((part) => part.of === of && part.status === 'published')
    .sort((one, other) => one.position - other.position)
    .map((part) => ({
      slug: part.slug,
      title: part.title,
      start: at(part.start_at),
      end: at(part.end_at),
      capacity: pools.find((pool) => pool.activity_id === part.id)?.capacity ?? undefined,
    }));
}
