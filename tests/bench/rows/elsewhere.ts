import type { Group } from '../context';
import { row } from '../report/rows';

/** What DESIGN §5 promises and other commands hold. */
export const elsewhere: Group = {
  name: 'elsewhere',
  title: 'Held by other commands',
  databases: 'SQLite',
  async measure() {
    const held = (what: string, by: string) => row('elsewhere', what, { note: `held by ${by}` });
    return [
      held('acknowledged signups and notices lost over 200 kill -9: 0', '`npm run bench:faults`'),
      held('accessibility faults found by axe: 0', '`tests/e2e/accessibility.test.ts`, `tests/e2e/text-size.test.ts`'),
      held(
        'LIX of the interface’s own Swedish: at most 35',
        '`tests/domain/language/lix.test.ts`, `tests/emails/plain-swedish.test.ts`',
      ),
    ];
  },
};
