import { flushLog, openLog } from '../app/http/log.server';
import { migrate, openStore } from '../db/store';
import { clockJobs } from '../emails/clock-jobs';
import { runOutbox } from '../emails/outbox-command';
import { readEnvironment } from '../environment';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';
import { untilToldToStop } from './told';

/** `npm run outbox`: sends what is to be told, beside servers that have OUTBOX=off, until it is told to stop. */
runCommand(async () => {
  const environment = readEnvironment(process.env);
  const log = openLog();
  const secrets = findSecretsAloud(environment.secrets, (line) => log.warn(line));
  await migrate(environment.databaseUrl);
  const store = await openStore(environment.databaseUrl, secrets);
  const { smtpUrl, mailDir, mailFrom, baseUrl = `http://localhost:${environment.port}` } = environment;
  log.info({ baseUrl }, 'sending');
  await runOutbox(
    { store, smtpUrl, mailDir, mailFrom, baseUrl, log, now: Date.now, jobs: clockJobs(store) },
    untilToldToStop(),
  );
  await store.close();
  log.info('stopped');
  await flushLog(log);
  process.exit();
});
