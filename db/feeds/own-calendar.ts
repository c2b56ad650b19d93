import type { Instant } from '../../domain/event';
import type { Store } from '../store';
import { readOwnDates, type OwnDate } from './own-dates';
import { signupsOfFeed } from './secret-feed';
import { signupByCode, type SignupRow } from '../signup-rows';

/** A date in a person's calendar, with the code of its receipt. */
export interface CodedDate extends OwnDate {
  code: string;
}

/** The dates of the signup that a code leads to. @param code as `readCode` gives it */
export async function readOwnCalendar(store: Store, code: string): Promise<CodedDate[] | undefined> {
  const signup = await signupByCode(store, store.read, code);
  return signup && withCodes(store, [signup], null);
}

/** The dates that a secret calendar shows. @param since what was over by then is left out */
export async function readFeedCalendar(store: Store, feedId: string, since: Instant): Promise<CodedDate[]> {
  return withCodes(store, await signupsOfFeed(store, feedId), since);
}

async function withCodes(store: Store, signups: readonly SignupRow[], since: Instant | null): Promise<CodedDate[]> {
  const codes = new Map(signups.map((signup) => [signup.id, store.codes.codeOf(signup)]));
  const dates = await readOwnDates(store.read, signups, since);
  return dates.map((date) => ({ ...date, code: codes.get(date.signupId)! }));
}
