import { parseArgs } from 'node:util';
import { openLog } from '../app/http/log.server';
import { startServer } from '../app/http/start.server';
import { loadLarge } from '../db/large/load';
import { giveRole, organiserFor } from '../db/organisers';
import { demoPlaces, demoPlacesThere, hasProgramme, loadDemo } from '../db/programme/demo';
import { migrate, openStore, type Store, type Trx } from '../db/store';
import { eventSignupPath, eventTeamPath, loginPath, seriesPath } from '../domain/paths';
import { speak } from '../domain/language/speech';
import { CannotStart, readEnvironment } from '../environment';
import { progressBar } from './progress-bar';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';
import { untilToldToStop } from './told';

type Secrets = readonly [string, ...string[]];

const t = speak('sv');

/** Who can log in to the demo. */
const demoOrganiser = 'demo@example.se';

/** `--size large`: as much as the largest site is built for. */
const large = { events: 10_000, organisations: 500, signups: 1_000_000 };

/**
 * `npm run demo`: loads Helsingborg's programme of 2017, moved forward so that there is always something ahead, serves
 * it and says where to look. A database that has a programme already keeps it: what was changed there would else be as it
 * was in the file. With `-- --size large` a made-up town with very much in it is loaded too.
 */
runCommand(async () => {
  const isLarge = readSize(process.argv.slice(2)) === 'large';
  const environment = readEnvironment(process.env);
  const secrets = findSecretsAloud(environment.secrets);
  await migrate(environment.databaseUrl);
  const { places, organiser } = await prepareTown(environment.databaseUrl, secrets);
  if (isLarge) await loadLargeTown(environment.databaseUrl, secrets);

  // the log's lines would hide what is said here: only what is wrong is shown
  const log = openLog();
  log.level = 'error';
  const server = await startServer({ ...environment, secrets, log });
  const at = (path: string) => ({ url: `${server.baseUrl}${path}` });
  const lines = [
    '',
    t.command_demo_ready(at('/')),
    '',
    ...(places.has(demoPlaces.signup) ? [t.command_demo_signup(at(eventSignupPath('sv', demoPlaces.signup)))] : []),
    ...(places.has(demoPlaces.team) ? [t.command_demo_team(at(eventTeamPath('sv', demoPlaces.team)))] : []),
    ...(places.has(demoPlaces.series) ? [t.command_demo_series(at(seriesPath('sv', demoPlaces.series)))] : []),
    t.command_demo_calendar(at('/kalender.ics')),
    t.command_demo_english(at('/en')),
    '',
    ...(environment.smtpUrl ? [] : [t.command_demo_mails({ folder: environment.mailDir })]),
    ...(organiser ? [t.command_demo_console({ ...at(loginPath), email: demoOrganiser })] : []),
    t.command_demo_stop(),
  ];
  // heard from the moment when it says that it is there
  const told = untilToldToStop();
  console.log(lines.join('\n'));

  await told;
  await server.close();
  process.exit();
});

/** @throws CannotStart with one sentence for any other option */
function readSize(args: string[]): string {
  try {
    const { size = 'small' } = parseArgs({ args, options: { size: { type: 'string' } } }).values;
    if (size === 'small' || size === 'large') return size;
  } catch {
    // an option that there is not
  }
  throw new CannotStart(t.command_demo_usage());
}

/** Loads the programme where there is none, and tells what of it there is. */
async function prepareTown(
  databaseUrl: string,
  secrets: Secrets,
): Promise<{ places: Set<string>; organiser: boolean }> {
  const store = await openStore(databaseUrl, secrets);
  try {
    if (await hasProgramme(store.read)) console.log(keptWords(databaseUrl));
    else await loadTown(store);
    return { places: await demoPlacesThere(store.read), organiser: await canLogIn(store) };
  } finally {
    await store.close();
  }
}

/** That all is as it was, and how one begins anew. An address can hold a password, so that only a file is named. */
function keptWords(databaseUrl: string): string {
  const [, file] = /^sqlite:(.+)$/u.exec(databaseUrl) ?? [];
  // what SQLite keeps beside the file goes with it
  return file === undefined ? t.command_demo_kept() : t.command_demo_kept_in_file({ files: `${file}*` });
}

async function loadTown(store: Store): Promise<void> {
  console.log(t.command_demo_loading());
  const steps = {
    reading: t.programme_load_reading(),
    comparing: t.programme_load_comparing(),
    writing: t.programme_load_writing(),
  };
  const now = Date.now();
  const outcome = await loadDemo(store, {
    now,
    progress: (step) => console.log(`  ${steps[step]}`),
    // with the programme or not at all: it is not loaded again
    alongside: (trx) => letOrganiserIn(trx, now),
  });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** An administrator of every organisation that there is in the programme. */
async function letOrganiserIn(trx: Trx, now: number): Promise<void> {
  const organiserId = await organiserFor(trx, { email: demoOrganiser, name: 'Demo' }, now);
  const organisations = await trx.selectFrom('organisation').select('id').execute();
  for (const { id: organisationId } of organisations) {
    await giveRole(trx, { organisationId, organiserId, role: 'administrator' }, now);
  }
}

/** Whether the demo's organiser is there, and is somebody's. */
async function canLogIn({ read }: Store): Promise<boolean> {
  const row = await read
    .selectFrom('organiser')
    .innerJoin('membership', 'membership.organiser_id', 'organiser.id')
    .select('organiser.id')
    .where('organiser.email', '=', demoOrganiser)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function loadLargeTown(databaseUrl: string, secrets: Secrets): Promise<void> {
  const counts = Object.fromEntries(Object.entries(large).map(([name, count]) => [name, count.toLocaleString('sv')]));
  console.log(t.command_demo_large(counts as Record<keyof typeof large, string>));
  const progress = progressBar((percent) => t.command_demo_large_signups({ percent }));
  await loadLarge(databaseUrl, secrets, large, { now: Date.now(), progress });
}
