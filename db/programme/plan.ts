import type { Insertable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../../domain/event';
import { speak } from '../../domain/language/speech';
import { writtenPath, type Problem } from '../../domain/programme/problem';
import type { Programme, ProgrammeSeries } from '../../domain/programme/schema';
import { timesOf } from '../../domain/programme/series-rules';
import { occurrencesOf } from '../../domain/recurrence';
import { addDays, endOfDay, localDateOf } from '../../domain/time';
import type { Database } from '../schema';
import type { Asker } from '../store';
import { compare, differs, withRow, type OfferChange } from './compare';
import { dateSlug, desiredDate, desiredEvent, desiredSeries, searchText, type Hosts } from './desired';
import { batched, grouped, storedAgain, storedEvents, storedSeries } from './stored';
import type { EventRow, OrganisationRow, StoredOffer } from './stored';

/** How many days ahead a series without an end has dates. CONTRACT §5.5. */
export const daysAhead = 400;

/** A change, and the entry of the file that asks for it. */
export interface PlannedChange extends OfferChange {
  at: ['events' | 'series', number] | null;
}

/** All that a file makes different, found out before anything is locked. */
export interface Plan {
  site: Insertable<Database['site']> | null;
  organisations: OrganisationRow[];
  organisationsBefore: OrganisationRow[];
  changes: PlannedChange[];
  /** The ids of all events and series that the file names and that are there already. */
  named: Set<string>;
  /** New dates of series that people have signed up to whole, by the series' id. */
  newDates: Map<string, string[]>;
  /** How many dates the file's series have. */
  dates: number;
}

/** Compares a programme with what is stored. It only reads. */
export async function planOf(asker: Asker, programme: Programme, now: Instant): Promise<Plan> {
  const organisations = await compareOrganisations(asker, programme);
  const hosts: Hosts = new Map(organisations.all.map((one) => [one.slug, one]));
  const series = await storedSeries(
    asker,
    programme.series.map((one) => one.slug),
  );
  const events = await storedEvents(
    asker,
    programme.events.map((one) => one.slug),
    series.map((one) => one.row.id),
  );
  const seriesBySlug = new Map(series.map((one) => [one.row.slug, one]));
  const eventBySlug = new Map(events.map((one) => [one.row.slug, one]));
  const datesBySeries = grouped(events, (one) => (one.row as EventRow).series_id);

  const plan: Plan = {
    site: await compareSite(asker, programme),
    organisations: organisations.changed,
    organisationsBefore: organisations.before,
    changes: [],
    named: new Set([...series, ...events].map((one) => one.row.id)),
    newDates: new Map(),
    dates: 0,
  };
  const add = (change: OfferChange | null, at: PlannedChange['at']) => {
    if (change) plan.changes.push({ ...change, at });
  };
  for (const [index, event] of programme.events.entries()) {
    add(compare(desiredEvent(event, hosts), eventBySlug.get(event.slug) ?? null, now), ['events', index]);
  }
  for (const [index, one] of programme.series.entries()) {
    const stored = seriesBySlug.get(one.slug) ?? null;
    const dates = stored ? (datesBySeries.get(stored.row.id) ?? []) : [];
    const compared = compareSeries(one, stored, dates, hosts, now);
    for (const change of compared.changes) add(change, ['series', index]);
    if (compared.newDates.length && stored) plan.newDates.set(stored.row.id, compared.newDates);
    plan.dates += compared.dates;
  }
  for (const change of await renamedHosts(asker, organisations, plan, now)) add(change, null);
  return plan;
}

/**
 * The last day for which an endless series has dates; never before one that it has already, so that a clock that
 * steps back cancels nothing.
 */
export function horizonOf(timeZone: string, madeUntil: Instant | null, now: Instant): string {
  const ahead = addDays(localDateOf(now, timeZone), daysAhead);
  const made = madeUntil === null ? ahead : localDateOf(madeUntil - 1, timeZone);
  return made > ahead ? made : ahead;
}

/** A series with all its dates: those that are new or different, and those that its rule no longer gives. */
function compareSeries(
  series: ProgrammeSeries,
  stored: StoredOffer | null,
  storedDates: StoredOffer[],
  hosts: Hosts,
  now: Instant,
): { changes: OfferChange[]; newDates: string[]; dates: number } {
  const madeUntil = stored?.type === 'series' ? stored.row.made_until : null;
  const horizon = horizonOf(series.timeZone, madeUntil, now);
  const given = occurrencesOf(timesOf(series), horizon);
  if (!given.ok) throw new Error(`series ${series.slug} has no dates, which was checked when the file was read`);

  const stillStored = new Map(storedDates.map((one) => [one.row.slug, one]));
  // what has been made stays made until there is a date to make: loading the same file tomorrow changes nothing
  const isComplete = given.occurrences.every((one) => stillStored.has(dateSlug(series.slug, one.date)));
  const reaches = given.endless
    ? isComplete && madeUntil !== null
      ? madeUntil
      : endOfDay(horizon, series.timeZone)
    : null;
  const own = compare(desiredSeries(series, hosts, reaches), stored, now);
  const seriesId = stored?.row.id ?? own?.row.id ?? '';

  const changes = own ? [own] : [];
  const newDates: string[] = [];
  for (const occurrence of given.occurrences) {
    const desired = desiredDate(series, seriesId, occurrence, given.first, hosts);
    const before = stillStored.get(desired.columns.slug) ?? null;
    stillStored.delete(desired.columns.slug);
    const change = compare(desired, before, now);
    if (!change) continue;
    changes.push(change);
    const wasMadeUntil = madeUntil === null ? null : localDateOf(madeUntil - 1, series.timeZone);
    const isNews = change.row.status === 'published' && !isOver(change.row as EventRow, now);
    if (!before && isNews && (wasMadeUntil === null || occurrence.date <= wasMadeUntil)) newDates.push(change.row.id);
  }
  for (const ungiven of stillStored.values()) {
    const row = ungiven.row as EventRow;
    // what took place took place
    if (isOver(row, now)) continue;
    const status = series.status === 'draft' || row.status === 'draft' ? 'draft' : 'cancelled';
    const change = withRow(ungiven, { status }, now);
    if (change) changes.push(change);
  }
  return { changes, newDates, dates: given.occurrences.length };
}

function isOver({ over_at }: Pick<EventRow, 'over_at'>, now: Instant): boolean {
  return over_at !== null && over_at <= now;
}

async function compareSite(asker: Asker, { site }: Programme): Promise<Plan['site']> {
  if (!site) return null;
  const name = site.name ?? speak('sv').site_name();
  const operator = site.operator ?? name;
  const row = { id: 1 as const, name, operator, email: site.email ?? null, phone: site.phone ?? null };
  const stored = await asker.selectFrom('site').selectAll().where('id', '=', 1).executeTakeFirst();
  return !stored || differs(row, stored) ? row : null;
}

interface ComparedOrganisations {
  all: OrganisationRow[];
  changed: OrganisationRow[];
  before: OrganisationRow[];
}

async function compareOrganisations(asker: Asker, programme: Programme): Promise<ComparedOrganisations> {
  const before = await asker.selectFrom('organisation').selectAll().execute();
  const all = new Map(before.map((row) => [row.slug, row]));
  const changed: OrganisationRow[] = [];
  for (const one of programme.organisations) {
    const stored = all.get(one.slug);
    const row: OrganisationRow = {
      id: stored?.id ?? uuid(),
      slug: one.slug,
      name: one.name,
      about: one.about ?? null,
      first_time: one.firstTime ?? null,
      phone: one.phone ?? null,
      email: one.email ?? null,
      url: one.url ?? null,
    };
    all.set(one.slug, row);
    if (!stored || differs(row, stored)) changed.push(row);
  }
  const touched = new Set(changed.map((row) => row.id));
  return { all: [...all.values()], changed, before: before.filter((row) => touched.has(row.id)) };
}

/** A host's new name is searched for, and shown, at events that the file does not name too. */
async function renamedHosts(
  asker: Asker,
  organisations: ComparedOrganisations,
  plan: Plan,
  now: Instant,
): Promise<OfferChange[]> {
  const oldNames = new Map(organisations.before.map((row) => [row.id, row.name]));
  const renamed = organisations.changed.filter((row) => oldNames.has(row.id) && oldNames.get(row.id) !== row.name);
  const names = new Map(renamed.map((row) => [row.id, row.name]));
  const planned = new Set(plan.changes.map((change) => change.row.id));
  const hosted: StoredOffer[] = [];
  for (const type of ['event', 'series'] as const) {
    const rows = await batched([...names.keys()], (some) =>
      asker.selectFrom(type).select('id').where('host_id', 'in', some).execute(),
    );
    const others = rows.filter((row) => !planned.has(row.id)).map((row) => ({ type, row })) as StoredOffer[];
    hosted.push(...(await storedAgain(asker, others)));
  }
  return hosted.flatMap((offer) => {
    const { title, summary, venue, host_id } = offer.row;
    return withRow(offer, { search: searchText(title, summary, venue, names.get(host_id)) }, now) ?? [];
  });
}

/**
 * What people who have signed up make impossible: an event of theirs becoming a draft, losing its teams, or coming back
 * once they have been erased; and an address that belongs to another event. CONTRACT §5.4.
 */
export async function refusals(asker: Asker, plan: Plan, file: unknown, now: Instant): Promise<Problem[]> {
  const t = speak('sv');
  const problems: Problem[] = [];
  const say = (change: PlannedChange, field: string, message: string) =>
    problems.push({ path: writtenPath(file, [...(change.at ?? []), field]), message });

  const drafts = plan.changes.filter(
    (one) => one.before && one.before.row.status !== 'draft' && one.row.status === 'draft',
  );
  const signups = await batched(
    drafts.map((one) => one.row.id),
    (some) =>
      asker
        .selectFrom('signup')
        .select(['offer_id', (eb) => eb.fn.countAll<number>().as('count')])
        .where('offer_id', 'in', some)
        .where('state', '<>', 'cancelled')
        .groupBy('offer_id')
        .execute(),
  );
  const counts = new Map(signups.map((row) => [row.offer_id, row.count]));
  for (const same of grouped(drafts, (one) => String(one.at)).values()) {
    const count = same.reduce((sum, one) => sum + (counts.get(one.row.id) ?? 0), 0);
    if (count && same[0]) say(same[0], 'status', t.programme_draft_with_signups({ count }));
  }

  const teamless = plan.changes.filter((one) => teamsOf(one.before?.row) && !teamsOf(one.row));
  const teams = await batched(
    teamless.map((one) => one.row.id),
    (some) =>
      asker
        .selectFrom('team')
        .select('event_id')
        .distinct()
        .where('event_id', 'in', some)
        .where('state', '<>', 'cancelled')
        .execute(),
  );
  const withTeams = new Set(teams.map((row) => row.event_id));
  for (const change of teamless) if (withTeams.has(change.row.id)) say(change, 'teams', t.programme_teams_registered());

  const erased = await comingBackWithoutPeople(asker, plan, now);
  for (const change of erased) say(change, 'slug', t.programme_people_erased({ slug: slugIn(file, change) }));

  const added = new Map(plan.changes.filter((one) => !one.before).map((one) => [one.row.slug, one]));
  const taken = await batched([...added.keys()], (some) =>
    asker.selectFrom('event').select('slug').where('slug', 'in', some).execute(),
  );
  for (const { slug } of taken) say(added.get(slug)!, 'slug', t.programme_slug_taken({ slug }));
  return problems;
}

/**
 * The first change of each entry that would give new dates to what is over and has had its people erased: they would
 * hold places that nobody can use or give back.
 */
async function comingBackWithoutPeople(asker: Asker, plan: Plan, now: Instant): Promise<PlannedChange[]> {
  const comingBack = plan.changes.filter(({ type, before, row }) => {
    if (type !== 'event' || isOver(row as EventRow, now)) return false;
    return !before || isOver(before.row as EventRow, now);
  });
  const offersOf = ({ row }: PlannedChange) => [row.id, (row as EventRow).series_id ?? row.id];
  const signups = await batched([...new Set(comingBack.flatMap(offersOf))], (some) =>
    asker
      .selectFrom('signup')
      .select('offer_id')
      .distinct()
      .where('offer_id', 'in', some)
      .where('nonce', '=', '')
      .execute(),
  );
  const erased = new Set(signups.map((row) => row.offer_id));
  const refused = comingBack.filter((change) => offersOf(change).some((id) => erased.has(id)));
  return [...grouped(refused, (one) => String(one.at)).values()].flatMap((same) => same[0] ?? []);
}

/** The slug that an entry of the file has: a series', of a date of it. */
function slugIn(file: unknown, { at, row }: PlannedChange): string {
  const entries = at && (file as Partial<Record<string, { slug?: unknown }[]>>)[at[0]];
  return String(entries?.[at![1]]?.slug ?? row.slug);
}

function teamsOf(row: object | undefined): boolean {
  return row !== undefined && 'team_max' in row && row.team_max !== null;
}
