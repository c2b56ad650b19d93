import type { Instant } from '../../domain/event';
import type { Store } from '../store';
import { ownDatePieces, type OwnDate } from './own-dates';
import { signupsOfFeed, type FeedSignup } from './secret-feed';
import { signupByCode } from '../signup-rows';

/** A date in a person's calendar, with the code of its receipt. */
export interface CodedDate extends OwnDate {
  code: string;
}

/** The dates of the signup that a code leads to, a piece at a time. @param code as `readCode` gives it */
export async function readOwnCalendar(store: Store, code: string): Promise<AsyncIterable<CodedDate[]> | undefined> {
  const signup = await signupByCode(store, store.read, code);
  return signup && withCodes(store, [signup], null);
}

/** More than anybody's calendar holds; one who signs hundreds up to a course with a date every day would have more. */
const mostDates = 5_000;

/**
 * The dates that a secret calendar shows, a piece at a time; where they are more than it can hold, those of the newest
 * signups.
 * @param since what was over by then is left out
 */
export async function* readFeedCalendar(
  store: Store,
  feedId: string,
  since: Instant,
  most = mostDates,
): AsyncGenerator<CodedDate[]> {
  let room = most;
  for await (const dates of withCodes(store, await signupsOfFeed(store, feedId), since)) {
    yield dates.slice(0, room);
    room -= dates.length;
    if (room <= 0) return;
  }
}

async function* withCodes(
  store: Store,
  signups: readonly FeedSignup[],
  since: Instant | null,
): AsyncGenerator<CodedDate[]> {
  const byId = new Map(signups.map((signup) => [signup.id, signup]));
  const codes = new Map<string, string>();
  const codeOf = (id: string) => codes.get(id) ?? codes.set(id, store.codes.codeOf(byId.get(id)!)).get(id)!;
  for await (const dates of ownDatePieces(store.read, signups, since)) {
    yield dates.map((date) => ({ ...date, code: codeOf(date.signupId) }));
  }
}
