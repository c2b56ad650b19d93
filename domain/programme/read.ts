import type { z } from 'zod';
import { speak, type Speech } from '../language/speech';
import { nearestName } from './nearest';
import { problemsOf, writtenPath, type Path, type Problem } from './problem';
import { offerComplaints, offerDoubts, type Complaint } from './rules';
import {
  eventSchema,
  fileSchema,
  organisationSchema,
  seriesSchema,
  siteSchema,
  type Programme,
  type ProgrammeEvent,
  type ProgrammeOrganisation,
  type ProgrammeSeries,
} from './schema';
import { seriesComplaints } from './series-rules';

/** What earlier files have brought, by slug: hosts that may be named, and names that are taken. */
export interface Known {
  organisations: ReadonlySet<string>;
  series: ReadonlySet<string>;
  /** An event's slug, and the slug of the series that it is a date of; null for an event of its own. */
  events: ReadonlyMap<string, string | null>;
}

export const nothingKnown: Known = { organisations: new Set(), series: new Set(), events: new Map() };

export type ReadProgramme =
  /** `doubts` are possible, and yet look like slips: they are said, and do not stop the loading. */
  { ok: true; programme: Programme; doubts: Problem[] } | { ok: false; problems: Problem[] };

/** An entry that has been read, and where it stands. */
interface Placed<T> {
  value: T;
  at: Path;
}

/**
 * Reads a programme file that JSON.parse has taken apart: every default in its place, or everything that is wrong
 * with it at once, in plain words. CONTRACT §5.
 */
export function readProgramme(file: unknown, known: Known = nothingKnown, t: Speech = speak('sv')): ReadProgramme {
  const shape = fileSchema.safeParse(file, { reportInput: true });
  if (!shape.success) return { ok: false, problems: problemsOf(shape.error, file, [], t) };

  const problems: Problem[] = [];
  const say = (at: Path, message: string) => problems.push({ path: writtenPath(file, at), message });
  function read<S extends z.ZodType>(schema: S, value: unknown, at: Path): Placed<z.output<S>>[] {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return [{ value: result.data, at }];
    problems.push(...problemsOf(result.error, file, at, t));
    return [];
  }
  const { site: writtenSite, ...lists } = shape.data;
  const site = writtenSite === undefined || writtenSite === null ? [] : read(siteSchema, writtenSite, ['site']);
  const organisations = lists.organisations.flatMap((one, index) =>
    read(organisationSchema, one, ['organisations', index]),
  );
  const events = lists.events.flatMap((one, index) => read(eventSchema, one, ['events', index]));
  const series = lists.series.flatMap((one, index) => read(seriesSchema, one, ['series', index]));

  checkOrganisationSlugs(organisations, file, say, t);
  checkOfferSlugs(events, series, known, file, say, t);
  // an organisation that is itself written wrongly is still the one that was meant
  const hosts = new Set([...known.organisations, ...lists.organisations.map(slugOf).filter((slug) => slug !== null)]);
  const complainAt = (at: Path, complaints: Complaint[]) =>
    complaints.forEach((complaint) => say([...at, ...complaint.at], complaint.message));
  for (const { value, at } of [...events, ...series]) {
    checkHosts(value, at, hosts, say, t);
    complainAt(at, offerComplaints(value, t));
  }
  for (const { value, at } of events) if (value.signup === 'whole') say([...at, 'signup'], t.programme_whole_event());
  for (const { value, at } of series) complainAt(at, seriesComplaints(value, t));

  if (problems.length) return { ok: false, problems };
  const doubts = [...events, ...series].flatMap(({ value, at }) =>
    offerDoubts(value, t).map((doubt) => ({ path: writtenPath(file, [...at, ...doubt.at]), message: doubt.message })),
  );
  const values = <T>(placed: Placed<T>[]) => placed.map((one) => one.value);
  return {
    ok: true,
    programme: {
      site: site[0]?.value,
      organisations: values(organisations),
      events: values(events),
      series: values(series),
    },
    doubts,
  };
}

type Say = (at: Path, message: string) => void;

function checkHosts(
  { host, coHosts }: ProgrammeEvent | ProgrammeSeries,
  at: Path,
  hosts: ReadonlySet<string>,
  say: Say,
  t: Speech,
): void {
  const check = (slug: string, field: Path) => {
    if (hosts.has(slug)) return;
    const nearest = nearestName(slug, hosts);
    const message =
      nearest === null ? t.programme_no_organisations({ slug }) : t.programme_unknown_organisation({ slug, nearest });
    say([...at, ...field], message);
  };
  check(host, ['host']);
  coHosts.forEach((slug, index) => check(slug, ['coHosts', index]));
}

function checkOrganisationSlugs(
  organisations: Placed<ProgrammeOrganisation>[],
  file: unknown,
  say: Say,
  t: Speech,
): void {
  checkTwice(organisations, file, say, t);
}

/** Events and series share their names, and a series owns the names of its dates. CONTRACT §5.1, §5.7. */
function checkOfferSlugs(
  events: Placed<ProgrammeEvent>[],
  series: Placed<ProgrammeSeries>[],
  known: Known,
  file: unknown,
  say: Say,
  t: Speech,
): void {
  checkTwice([...events, ...series], file, say, t);
  const seriesSlugs = new Set([...known.series, ...series.map((one) => one.value.slug)]);
  for (const { value, at } of [...events, ...series]) {
    const { slug } = value;
    const owner = known.events.get(slug) ?? seriesOfDate(slug, seriesSlugs);
    const isSeries = 'rrule' in value;
    if (owner !== null) say([...at, 'slug'], t.programme_slug_of_date({ slug, series: owner }));
    else if (isSeries ? known.events.has(slug) : known.series.has(slug)) {
      say([...at, 'slug'], t.programme_slug_taken({ slug }));
    }
  }
}

function checkTwice(entries: Placed<{ slug: string }>[], file: unknown, say: Say, t: Speech): void {
  const seen = new Map<string, Path>();
  for (const { value, at } of entries) {
    const before = seen.get(value.slug);
    if (!before) seen.set(value.slug, at);
    else say([...at, 'slug'], t.programme_slug_twice({ slug: value.slug, where: writtenPath(file, before) }));
  }
}

/** The series whose date an address like `utvecklingsgruppen-2027-09-02` is, if there is one. */
function seriesOfDate(slug: string, series: ReadonlySet<string>): string | null {
  const owner = /^(.+)-\d{4}-\d{2}-\d{2}$/.exec(slug)?.[1];
  return owner !== undefined && series.has(owner) ? owner : null;
}

function slugOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null || !('slug' in entry)) return null;
  return typeof entry.slug === 'string' ? entry.slug : null;
}
