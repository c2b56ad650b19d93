import type { Instant } from '../../domain/event';
import { moveForward } from '../../domain/programme/demo-dates';
import { defaultTimeZone, localDateOf } from '../../domain/time';
import type { Store } from '../store';
import written from './helsingborg-2017.json';
import { loadProgramme, type LoadOptions, type LoadOutcome } from './load';

/** Loads the real programme of PROGRAMME.md, with its dates moved so that there is always something ahead. */
export async function loadDemo(store: Store, options: LoadOptions): Promise<LoadOutcome> {
  return loadProgramme(store, demoProgramme(options.now), options);
}

/** The demo's programme file as it is on a day. */
export function demoProgramme(now: Instant): unknown {
  return moveForward(written, localDateOf(now, defaultTimeZone));
}
