import { flushLog, openLog } from './app/http/log.server';
import { startServer } from './app/http/start.server';
import { runCommand } from './commands/run';
import { findSecrets } from './commands/secret';
import { untilToldToStop } from './commands/told';
import { readEnvironment, shortSecret } from './environment';

/** The process: reads the environment, serves, and ends with 0 when it is told to stop. */
runCommand(async () => {
  const environment = readEnvironment(process.env);
  const log = openLog();
  const { secrets, made } = findSecrets(environment.secrets);
  if (made) log.warn({ file: made }, 'SECRET is not set: one has been made, keep it with every backup');
  if (secrets.some((secret) => secret.length < shortSecret)) log.warn('SECRET is short: write 32 random characters');

  const server = await startServer({ ...environment, secrets, log });
  log.info({ url: server.url, baseUrl: server.baseUrl }, 'listening');

  const signal = await untilToldToStop();
  log.info({ signal }, 'stopping: requests that have begun are answered');
  await server.close();
  log.info('stopped');
  await flushLog(log);
  process.exit();
});
