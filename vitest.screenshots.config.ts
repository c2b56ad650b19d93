import { defineConfig } from 'vitest/config';
import tests from './vitest.config';

/** `npm run screenshots`: not tests, but pictures of every page and state, to be looked at. */
export default defineConfig({
  test: { ...tests.test, include: ['tests/screenshots/take.ts'], testTimeout: 600_000 },
});
