import { openLog } from '../app/http/log.server';
import { startServer } from '../app/http/start.server';
import { loadDemo } from '../db/programme/demo';
import { migrate, openStore } from '../db/store';
import { speak } from '../domain/language/speech';
import { readEnvironment } from '../environment';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';
import { untilToldToStop } from './told';

/**
 * `npm run demo`: loads Helsingborg's programme of 2017, moved forward so that there is always something ahead, serves
 * it and says where to look.
 */
runCommand(async () => {
  const t = speak('sv');
  const environment = readEnvironment(process.env);
  const secrets = findSecretsAloud(environment.secrets);
  const { databaseUrl } = environment;

  console.log(t.command_demo_loading());
  await migrate(databaseUrl);
  const store = await openStore(databaseUrl, secrets);
  const steps = {
    reading: t.programme_load_reading(),
    comparing: t.programme_load_comparing(),
    writing: t.programme_load_writing(),
  };
  const options = { now: Date.now(), progress: (step: keyof typeof steps) => console.log(`  ${steps[step]}`) };
  const outcome = await loadDemo(store, options).finally(() => store.close());
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));

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
    t.command_demo_console(),
    t.command_demo_stop(),
  ];
  console.log(lines.join('\n'));

  await untilToldToStop();
  await server.close();
  process.exit();
});
