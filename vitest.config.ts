import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first';

/**
 * One run over everything: pure rules, both databases, requests through the built server, and the browser. Remix's
 * plugin stays out: the site is tested as it is built (`npm run build` comes first).
 */
export default defineConfig({
  // as tests/support/react-as-served.ts has it
  esbuild: { jsxDev: false },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/database-templates.ts'],
    setupFiles: ['tests/support/react-as-served.ts'],
    // vitest would leave one core to itself, which it hardly uses; and some test always waits for a process or a mail
    maxWorkers: availableParallelism() + 1,
    // a worker reads the code once and not for each file: no test replaces a module (`vi.mock`), and each undoes what it
    // does to its process
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // patience, not a limit: a machine with two cores that does other things is slow
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // the built server is loaded as node would load it
    server: { deps: { external: [/\/build\/server\//] } },
    env: { TZ: 'UTC' },
  },
});
