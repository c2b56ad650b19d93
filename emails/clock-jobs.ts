import { serveByClock } from '../db/clock';
import { forgetOldLogins } from '../db/login';
import { nudgeByClock } from '../db/nudges';
import { forgetOldChallenges } from '../db/passkeys';
import { makeDatesAhead } from '../db/programme/ahead';
import { writeReminders } from '../db/reminders';
import type { Store } from '../db/store';
import { writeThanks } from '../db/thanks';
import type { ClockJob } from './worker';

/** What is done because time passes, by every worker. CONTRACT §3.3, §4.7, §5.5. */
export function clockJobs(store: Store): ClockJob[] {
  return [
    async function serveLines(now) {
      await serveByClock(store, now);
    },
    async function makeDates(now) {
      await makeDatesAhead(store, now);
    },
    async function remind(now) {
      await writeReminders(store, now);
    },
    async function thank(now) {
      await writeThanks(store, now);
    },
    async function nudgeCaptains(now) {
      await nudgeByClock(store, now);
    },
    async function forgetLogins(now) {
      await forgetOldLogins(store, now);
      await forgetOldChallenges(store, now);
    },
  ];
}
