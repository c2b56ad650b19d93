import { loadProgramme } from '../../db/programme/load';
import written from '../../db/programme/helsingborg-2017.json';
import type { Instant } from '../../domain/event';
import { localToInstant } from '../../domain/time';
import { startApp, type AppOptions, type TestApp } from './app';

/** The instant of a local time in Helsingborg: `2017-03-20T09:00`. */
export const at = (local: string): Instant => localToInstant(local, 'Europe/Stockholm');

/** A day in the programme's spring, when some of it is past and most of it ahead. */
export const spring = at('2017-04-10T09:00');

/** An entry of the programme file, as an organiser writes it. */
export type Entry = { slug: string } & Record<string, unknown>;

/** The site on the year's real programme, as it was written, with a clock that stands still in spring 2017. */
export async function startTown(options: AppOptions = {}): Promise<TestApp> {
  const now = options.now ?? spring;
  const app = await startApp({ ...options, now });
  await load(app, written, now);
  return app;
}

/** Loads a programme file. @throws Error that says what is wrong in it */
export async function load(app: TestApp, file: object, now = spring): Promise<void> {
  const outcome = await loadProgramme(app.store, JSON.parse(JSON.stringify(file)), { now });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** What the programme says of an event or a series, with some of it written differently. */
export function amended(slug: string, changes: Record<string, unknown>): { events: Entry[]; series: Entry[] } {
  const change = (entries: readonly Entry[]) =>
    entries.filter((entry) => entry.slug === slug).map((entry) => ({ ...entry, ...changes }));
  return { events: change(written.events), series: change(written.series) };
}
