import type { Instant } from '../../domain/event';
import { moveForward } from '../../domain/programme/demo-dates';
import { defaultTimeZone, localDateOf } from '../../domain/time';
import type { Asker, Store } from '../store';
import written from './helsingborg-2017.json';
import { loadProgramme, type LoadOptions, type LoadOutcome } from './load';

/** What the demo leads to first, by slug. */
export const demoPlaces = { signup: 'halsodag', team: 'brannbollsyra', series: 'utvecklingsgruppen' } as const;

/**
 * Whether a database has a programme: the demo's, or somebody's own. One organisation is enough to say so, since a file is
 * loaded whole and no event is without a host; who throws all events away does not ask for them back.
 */
export async function hasProgramme(asker: Asker): Promise<boolean> {
  const row = await asker.selectFrom('organisation').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Which of the demo's places there are, by slug: it need not be the demo's programme, or is not as it was. */
export async function demoPlacesThere(asker: Asker): Promise<Set<string>> {
  const slugs = Object.values(demoPlaces);
  const [events, series] = await Promise.all(
    (['event', 'series'] as const).map((type) =>
      asker.selectFrom(type).select('slug').where('slug', 'in', slugs).where('status', '<>', 'draft').execute(),
    ),
  );
  return new Set([...events!, ...series!].map(({ slug }) => slug));
}

/** Loads the real programme of PROGRAMME.md, with its dates moved so that there is always something ahead. */
export async function loadDemo(store: Store, options: LoadOptions): Promise<LoadOutcome> {
  return loadProgramme(store, demoProgramme(options.now), options);
}

/** The demo's programme file as it is on a day. */
export function demoProgramme(now: Instant): unknown {
  return moveForward(written, localDateOf(now, defaultTimeZone));
}
