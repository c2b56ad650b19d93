import { parseArgs } from 'node:util';

/** What `npm run bench -- …` was told. */
export interface Options {
  /** Groups of rows; empty is all. */
  only: string[];
  rounds: number;
  /** How long a round takes. */
  seconds: number;
  /** How many signups the large database has. */
  signups: number;
  /** Make the large database anew although a recent one is kept. */
  fresh: boolean;
  json: boolean;
  /** A document whose marked block is replaced by the tables. */
  write: string | null;
  /** Where the plot goes. */
  plot: string | null;
  /** In place of measuring: a CPU profile of the server under this load. */
  profile: string | null;
}

export const usage = `npm run bench -- [options]

  --only first-view,page   only these rows: first-view, steps, page, signup, feed, large, memory, race, elsewhere
  --rounds 5               rounds of each side, which alternate
  --seconds 2              how long a round takes
  --quick                  3 rounds of 1 s, and 100,000 signups in place of 1,000,000
  --fresh                  make the large database anew (a recent one is kept in the system's folder for temporary files)
  --json                   one JSON object and nothing else (with npm run --silent)
  --write FILE.md          replace the block between <!-- bench --> and <!-- /bench --> by the tables, and draw the plot
                           beside it, in pictures/performance.svg
  --plot FILE.svg          draw the plot there
  --profile signup         no tables: where the server's CPU time goes under a load (signup, page, form or search)
`;

/** @throws Error that says what is wrong */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'string' },
      plot: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const quick = values.quick;
  return {
    only: values.only.split(',').filter(Boolean),
    rounds: positive('rounds', values.rounds ?? (quick ? '3' : '5')),
    seconds: positive('seconds', values.seconds ?? (quick ? '1' : '2')),
    signups: quick ? 100_000 : 1_000_000,
    fresh: values.fresh,
    json: values.json,
    write: values.write ?? null,
    plot: values.plot ?? null,
    profile: values.profile ?? null,
  };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} is "${text}": write a number above 0`);
  return number;
}
