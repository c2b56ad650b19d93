import { defineConfig } from 'vite';

/**
 * The programs that measure and torment the site from outside: each becomes a file of its own in build/tests, so that
 * plain node runs it. They import db/ and domain/ from source, and start the site as it is built. `npm run build`
 * empties build/: `npm run build:tests` comes after it.
 */
const programs = {
  bench: 'tests/bench/bench.ts',
  'bench-generator': 'tests/bench/generator.ts',
  'bench-bare-answers': 'tests/bench/bare/answers.ts',
  'bench-bare-signups': 'tests/bench/bare/signups.ts',
  faults: 'tests/faults/faults.ts',
};

export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/tests',
    rollupOptions: {
      input: programs,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
