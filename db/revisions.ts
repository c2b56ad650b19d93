import type { Asker } from './store';

/**
 * What an answer was made from: each scope (`programme`, or the id of an event or a series for its places) with the
 * revision that stood before anything of it was read. While every one of them still stands, nothing that the answer
 * shows has changed. The database raises them itself (migration 0002), in the transaction that changes the rest.
 */
export type Revisions = Map<string, number>;

/** What everything public depends on. */
const programme = 'programme';

/**
 * What is noted for each asker that records. Not an AsyncLocalStorage: on Node 20 one that has ever been used costs
 * every promise of the process, a tenth of what an answer that is kept costs to give again.
 */
const recordings = new WeakMap<Asker, Revisions>();

/**
 * Makes an answer, and notes in `shown` what it was made from: all that it reads of places goes by `showsPlacesOf`.
 * @param make is given the asker that records, and asks by no other
 */
export async function recordShown<T>(
  asker: Asker,
  shown: Revisions,
  make: (recorder: Asker) => Promise<T>,
): Promise<T> {
  await note(asker, shown, [programme]);
  const recorder = asker.withoutPlugins(); // another of the same connection
  recordings.set(recorder, shown);
  return make(recorder);
}

/**
 * Notes that an answer shows the places of these events and series. Whatever reads the tables claim, signup or team
 * for a public page calls it before it reads: so what is read is at least as new as what is noted. With an asker that
 * does not record, as in a change, it does nothing.
 */
export async function showsPlacesOf(asker: Asker, offerIds: readonly string[]): Promise<void> {
  const shown = recordings.get(asker);
  if (shown) await note(asker, shown, offerIds);
}

/** A scope's first note stands: it is from before everything that was read of it. */
async function note(asker: Asker, shown: Revisions, scopes: readonly string[]): Promise<void> {
  const missing = scopes.filter((scope) => !shown.has(scope));
  if (!missing.length) return;
  const rows = await asker.selectFrom('revision').select(['scope', 'revision']).where('scope', 'in', missing).execute();
  const found = new Map(rows.map(({ scope, revision }) => [scope, revision]));
  for (const scope of missing) if (!shown.has(scope)) shown.set(scope, found.get(scope) ?? 0);
}
