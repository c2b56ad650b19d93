import { parseArgs } from 'node:util';
import { openLog } from '../app/http/log.server';
import { startServer } from '../app/http/start.server';
import { loadLarge } from '../db/large/load';
import { loadDemo } from '../db/programme/demo';
import { addOrganiser } from '../db/organisers';
import { migrate, openStore, type Store } from '../db/store';
import { loginPath } from '../domain/paths';
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
 * it and says where to look. With `-- --size large` a made-up town with very much in it is loaded too.
 */
runCommand(async () => {
  const isLarge = readSize(process.argv.slice(2)) === 'large';
  const environment = readEnvironment(process.env);
  const secrets = findSecretsAloud(environment.secrets);
  await migrate(environment.databaseUrl);
  await loadTown(environment.databaseUrl, secrets);
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
    t.command_demo_signup(at('/evenemang/halsodag/anmalan')),
    t.command_demo_team(at('/evenemang/brannbollsyra/lag')),
    t.command_demo_series(at('/serier/utvecklingsgruppen')),
    t.command_demo_calendar(at('/kalender.ics')),
    t.command_demo_english(at('/en')),
    '',
    ...(environment.smtpUrl ? [] : [t.command_demo_mails({ folder: environment.mailDir })]),
    t.command_demo_console({ ...at(loginPath), email: demoOrganiser }),
    t.command_demo_stop(),
  ];
  console.log(lines.join('\n'));

  await untilToldToStop();
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

async function loadTown(databaseUrl: string, secrets: Secrets): Promise<void> {
  console.log(t.command_demo_loading());
  const store = await openStore(databaseUrl, secrets);
  const steps = {
    reading: t.programme_load_reading(),
    comparing: t.programme_load_comparing(),
    writing: t.programme_load_writing(),
  };
  const options = { now: Date.now(), progress: (step: keyof typeof steps) => console.log(`  ${steps[step]}`) };
  const outcome = await loadDemo(store, options);
  if (outcome.ok) await letOrganiserIn(store);
  await store.close();
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** An administrator of every organisation that there is in the programme. */
async function letOrganiserIn(store: Store): Promise<void> {
  const organisations = await store.read.selectFrom('organisation').select('slug').execute();
  for (const { slug } of organisations) {
    const who = { email: demoOrganiser, name: 'Demo', organisation: slug, role: 'administrator' as const };
    await addOrganiser(store, who, Date.now());
  }
}

async function loadLargeTown(databaseUrl: string, secrets: Secrets): Promise<void> {
  const counts = Object.fromEntries(Object.entries(large).map(([name, count]) => [name, count.toLocaleString('sv')]));
  console.log(t.command_demo_large(counts as Record<keyof typeof large, string>));
  const progress = progressBar((percent) => t.command_demo_large_signups({ percent }));
  await loadLarge(databaseUrl, secrets, large, { now: Date.now(), progress });
}
