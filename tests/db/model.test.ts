import fc from 'fast-check';
import { afterEach, describe, test } from 'vitest';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { compareShown } from '../support/model/compare';
import { Model } from '../support/model/places';
import { Real } from '../support/model/real';
import { steps } from '../support/model/steps';
import { begins, terms } from '../support/model/written';

const runs = Number(process.env.MODEL_RUNS ?? 0);
const seed = Number(process.env.MODEL_SEED ?? (runs ? Date.now() : 2017));

describe.each(databases)('random changes on $name agree with a simple model', ({ dialect }) => {
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await database?.drop();
    database = undefined;
  });

  test('after each change', { timeout: 36_000_000 }, async () => {
    database = await testDatabase(dialect);
    const { store } = database;
    const counts = new Map<string, number>();
    const numRuns = runs || (dialect === 'sqlite' ? 60 : 20);
    await fc.assert(
      fc.asyncProperty(begins, terms, steps(60), async (now, written, commands) => {
        const model = new Model(written, now);
        const real = new Real(store, model);
        model.story.push(`written: ${JSON.stringify(written)}`);
        await real.load(written);
        try {
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await compareShown(model, real);
        } finally {
          await real.clear();
          for (const [what, n] of real.counts) counts.set(what, n + (counts.get(what) ?? 0));
        }
      }),
      { numRuns, seed, endOnFailure: false },
    );
    if (runs)
      process.stdout.write(
        `${dialect}: ${numRuns} sequences from seed ${seed}\n${JSON.stringify([...counts].sort())}\n`,
      );
  });
});
