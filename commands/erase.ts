import { parseArgs } from 'node:util';
import { erasePeople, type Erased } from '../db/erase';
import { migrate, openStore } from '../db/store';
import type { Instant } from '../domain/event';
import { speak } from '../domain/language/speech';
import { defaultTimeZone, parseLocal, startOfDay } from '../domain/time';
import { CannotStart, readEnvironment } from '../environment';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';

const t = speak('sv');

/** `npm run erase -- --before DATE`: erases the people of what was over before a day. CONTRACT §6. */
runCommand(async () => {
  const date = readDate(process.argv.slice(2));
  const environment = readEnvironment(process.env);
  const secrets = findSecretsAloud(environment.secrets);
  await migrate(environment.databaseUrl);
  const store = await openStore(environment.databaseUrl, secrets);
  const before: Instant = startOfDay(date, defaultTimeZone);
  const erased = await erasePeople(store, before, Date.now()).finally(() => store.close());
  for (const line of report(erased, date)) console.log(line);
});

/** @throws CannotStart with one sentence when no day is said */
function readDate(args: string[]): string {
  let value: string | undefined;
  try {
    value = parseArgs({ args, options: { before: { type: 'string' } } }).values.before;
  } catch {
    throw new CannotStart(t.erase_how());
  }
  if (!value) throw new CannotStart(t.erase_how());
  const day = parseLocal(value);
  if (!day || day.time !== null) throw new CannotStart(t.erase_wrong_date({ value }));
  return day.date;
}

function report(erased: Erased, date: string): string[] {
  if (Object.values(erased).every((count) => count === 0)) return [t.erase_nothing({ date })];
  return [
    t.erase_done({ date }),
    t.erase_signups({ count: erased.signups }),
    t.erase_teams({ count: erased.teams }),
    t.erase_notices({ count: erased.notices }),
    t.erase_feeds({ count: erased.feeds }),
    t.erase_counts_stay(),
  ];
}
