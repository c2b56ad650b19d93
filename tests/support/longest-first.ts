import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, by the CPU time of each alone with its browser: from 150 s to 40 s. */
const long = [
  'e2e/accessibility',
  'features/finished-answers',
  'features/console-access',
  'contract/6-running',
  'db/plans',
  'db/load',
  'e2e/console-editor',
].map((name) => `tests/${name}.test.ts`);

/**
 * Begins with what takes longest, so that no worker is left alone with it in the end. Vitest goes by how long each took
 * the last time, which a fresh clone does not know, and else by the size of the files, which says little.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.indexOf(relative(this.ctx.config.root, moduleId));
      return place < 0 ? long.length : place;
    };
    // a stable sort: the rest stay as vitest has them
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
