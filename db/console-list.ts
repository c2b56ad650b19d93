import type { EventStatus, Instant } from '../domain/event';
import { compareNames } from '../domain/language/order';
import { countCalls } from './calls';
import { numbersOf, type OfferNumbers } from './console-numbers';
import type { Asker } from './store';

/** An event or a series in an organiser's list. */
export interface OwnOffer {
  type: 'event' | 'series';
  id: string;
  slug: string;
  title: string;
  status: EventStatus;
  timeZone: string;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  overAt: Instant | null;
  host: { slug: string; name: string };
  /** The series that it is a date of. */
  seriesSlug: string | null;
  numbers: OfferNumbers;
}

/** What an organiser's organisations host and co-host. */
export interface OwnOffers {
  /** Published or cancelled, not over; soonest first, those without a date last. Of a series its next date alone. */
  coming: OwnOffer[];
  drafts: OwnOffer[];
  series: OwnOffer[];
  /** The latest first. */
  past: OwnOffer[];
}

/** How many of what is coming and of what is over a list shows. */
export const comingShown = 50;
const pastShown = 20;

/**
 * @param organisations ids of those in whose name somebody works
 * @param calling of them, those in whose name they call and answer people: of the rest they are not told that somebody
 *   has to be called, or waits for an answer
 */
export async function offersOf(
  asker: Asker,
  organisations: readonly string[],
  calling: readonly string[],
  now: Instant,
): Promise<OwnOffers> {
  if (!organisations.length) return { coming: [], drafts: [], series: [], past: [] };
  const rows = await eventsOf(asker, organisations);
  const rest = rows.filter((row) => row.status !== 'draft');
  const isOver = (row: Row) => row.over_at !== null && row.over_at <= now;
  const bySoonest = (one: Row, other: Row) => (one.start_at ?? Infinity) - (other.start_at ?? Infinity);
  const coming = nextOfEach(rest.filter((row) => !isOver(row)).sort(bySoonest)).slice(0, comingShown);
  const drafts = rows.filter((row) => row.status === 'draft' && row.series_slug === null).sort(bySoonest);
  const past = rest
    .filter(isOver)
    .sort((one, other) => other.over_at! - one.over_at!)
    .slice(0, pastShown);
  const series = await seriesOf(asker, organisations);
  const shown = [...coming, ...drafts, ...past, ...series].map((row) => row.id);
  const numbers = await numbersOf(asker, shown);
  await addCallsOfDates(asker, series, numbers);
  if (calling.length < organisations.length) {
    const callable = await idsOf(asker, calling);
    const nobody = { toCall: 0, neither: 0, asked: { signups: 0, people: 0 } };
    for (const [id, own] of numbers) if (!callable.has(id)) Object.assign(own, nobody);
  }
  const offer = (type: OwnOffer['type']) => (row: Row) => offerOf(type, row, numbers.get(row.id)!);
  return {
    coming: coming.map(offer('event')),
    drafts: drafts.map(offer('event')),
    past: past.map(offer('event')),
    series: series.map(offer('series')),
  };
}

/** Events and series that some organisations host or co-host. */
async function idsOf(asker: Asker, organisations: readonly string[]): Promise<Set<string>> {
  if (!organisations.length) return new Set();
  const rows = [...(await eventsOf(asker, organisations)), ...(await seriesOf(asker, organisations))];
  return new Set(rows.map(({ id }) => id));
}

/** Whom a series' own list has to call: those of its dates too. */
async function addCallsOfDates(asker: Asker, series: Row[], numbers: Map<string, OfferNumbers>): Promise<void> {
  if (!series.length) return;
  const dates = await asker
    .selectFrom('event')
    .select(['id', 'series_id'])
    .where(
      'series_id',
      'in',
      series.map((row) => row.id),
    )
    .execute();
  const calls = await countCalls(
    asker,
    dates.map((date) => date.id),
  );
  for (const { id, series_id } of dates) {
    const own = numbers.get(series_id!)!;
    own.toCall += calls.get(id)?.toCall ?? 0;
    own.neither += calls.get(id)?.neither ?? 0;
  }
}

/** Without the dates of a series that come after its next: they are on its own page, and would hide all else. */
function nextOfEach(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ series_slug: series }) => {
    if (series === null) return true;
    const isNext = !seen.has(series);
    seen.add(series);
    return isNext;
  });
}

interface Row {
  id: string;
  slug: string;
  title: string;
  status: EventStatus;
  time_zone: string;
  start_at: Instant | null;
  time_known: number;
  end_at: Instant | null;
  over_at: Instant | null;
  host_slug: string;
  host_name: string;
  series_slug: string | null;
}

const columns = ['id', 'slug', 'title', 'status', 'time_zone'] as const;

async function eventsOf(asker: Asker, organisations: readonly string[]): Promise<Row[]> {
  const select = asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(columns.map((column) => `event.${column}` as const))
    .select(['event.start_at', 'event.time_known', 'event.end_at', 'event.over_at'])
    .select(['host.slug as host_slug', 'host.name as host_name', 'series.slug as series_slug']);
  const hosted = await select.where('event.host_id', 'in', organisations).execute();
  const beside = await select
    .where((eb) =>
      eb(
        'event.id',
        'in',
        eb.selectFrom('co_host').select('co_host.offer_id').where('co_host.organisation_id', 'in', organisations),
      ),
    )
    .execute();
  return [...new Map([...hosted, ...beside].map((row) => [row.id, row])).values()];
}

async function seriesOf(asker: Asker, organisations: readonly string[]): Promise<Row[]> {
  const rows = await asker
    .selectFrom('series')
    .innerJoin('organisation as host', 'host.id', 'series.host_id')
    .select(columns.map((column) => `series.${column}` as const))
    .select(['host.slug as host_slug', 'host.name as host_name'])
    .where((eb) =>
      eb.or([
        eb('series.host_id', 'in', organisations),
        eb(
          'series.id',
          'in',
          eb.selectFrom('co_host').select('co_host.offer_id').where('co_host.organisation_id', 'in', organisations),
        ),
      ]),
    )
    .execute();
  return rows
    .map((row) => ({ ...row, start_at: null, time_known: 0, end_at: null, over_at: null, series_slug: null }))
    .sort((one, other) => compareNames(one.title, other.title));
}

const offerOf = (type: OwnOffer['type'], row: Row, numbers: OfferNumbers): OwnOffer => ({
  type,
  id: row.id,
  slug: row.slug,
  title: row.title,
  status: row.status,
  timeZone: row.time_zone,
  startAt: row.start_at,
  timeKnown: row.time_known === 1,
  endAt: row.end_at,
  overAt: row.over_at,
  host: { slug: row.host_slug, name: row.host_name },
  seriesSlug: row.series_slug,
  numbers,
});
