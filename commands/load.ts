import { readFileSync } from 'node:fs';
import { loadProgramme, type LoadStep } from '../db/programme/load';
import { migrate, openStore } from '../db/store';
import { speak } from '../domain/language/speech';
import { CannotStart, readEnvironment } from '../environment';
import { fromWhereOneStands } from './given-path';
import { runCommand } from './run';
import { findSecretsAloud } from './secret';

/** `npm run load -- FILE`: loads a programme file, or says everything that is wrong with it. CONTRACT §5, §6. */
runCommand(async () => {
  const t = speak('sv');
  const environment = readEnvironment(process.env);
  const file = readFile(process.argv[2]);
  const secrets = findSecretsAloud(environment.secrets);
  await migrate(environment.databaseUrl);
  const store = await openStore(environment.databaseUrl, secrets);
  const steps: Record<LoadStep, string> = {
    reading: t.programme_load_reading(),
    comparing: t.programme_load_comparing(),
    writing: t.programme_load_writing(),
  };
  const outcome = await loadProgramme(store, file, {
    now: Date.now(),
    progress: (step) => console.log(steps[step]),
  }).finally(() => store.close());

  if (!outcome.ok) {
    for (const { path, message } of outcome.problems) console.error(path ? `${path}: ${message}` : message);
    throw new CannotStart(t.programme_load_refused({ count: outcome.problems.length }));
  }
  for (const doubt of outcome.doubts) console.error(t.programme_load_doubt({ ...doubt }));
  const counts = Object.fromEntries(Object.entries(outcome.counts).map(([name, count]) => [name, String(count)]));
  console.log(t.programme_load_read(counts as Record<keyof typeof outcome.counts, string>));
  console.log(t.programme_load_done(counts as Record<keyof typeof outcome.counts, string>));
});

/** @throws CannotStart with one sentence when there is no such file, or no JSON in it */
function readFile(name: string | undefined): unknown {
  const t = speak('sv');
  if (!name) throw new CannotStart(t.programme_load_usage());
  const path = fromWhereOneStands(name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new CannotStart(t.programme_load_no_file({ file: name, code }));
  }
  try {
    // spreadsheets like to write a byte order mark
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CannotStart(t.programme_load_no_json({ file: name, reason: (error as Error).message }));
  }
}
