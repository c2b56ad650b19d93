import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { loadLarge } from '../../../db/large/load';
import { migrate } from '../../../db/store';
import { migrations } from '../../../db/migrations';
import { defaultTimeZone, localDateOf } from '../../../domain/time';
import { fileOf, fillOrdinary, type Databases } from './databases';
import { secret } from './our-site';

/** How large it is, beside `signups`. */
export const largeSize = { events: 10_000, organisations: 500 };

interface Options {
  signups: number;
  fresh: boolean;
}

/**
 * A database as a large town has after years, with what is measured beside. A SQLite file takes a minute or two to
 * make, and is kept in the system's folder for temporary files: for the day, since its events are around today, and by
 * its schema and size.
 * @returns the URL of one that is this run's own
 */
export async function largeDatabase(databases: Databases, options: Options, say: (line: string) => void) {
  if (databases.dialect === 'PostgreSQL') {
    return databases.make('large', async (url) => {
      await fillTown(url, databases, options, say);
      await fillOrdinary(url);
    });
  }
  const folder = join(tmpdir(), `samling-bench-${userInfo().username}`);
  const schema = Object.keys(migrations).at(-1);
  const file = join(folder, `${localDateOf(Date.now(), defaultTimeZone)}-${schema}-${options.signups}.db`);
  if (options.fresh || !existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder)) rmSync(join(folder, old));
    const made = await databases.make('large', (url) => fillTown(url, databases, options, say));
    copyFileSync(fileOf(made), file);
  }
  const url = await databases.copyOf(`sqlite:${file}`);
  await fillOrdinary(url);
  return url;
}

async function fillTown(url: string, { dialect }: Databases, { signups }: Options, say: (line: string) => void) {
  let shown = -1;
  const progress = (done: number, of: number) => {
    const tenth = Math.floor((done / of) * 10);
    if (tenth > shown) say(`large data on ${dialect}: ${(shown = tenth) * 10} %`);
  };
  await migrate(url);
  await loadLarge(url, [secret], { ...largeSize, signups }, { now: Date.now(), progress });
}
