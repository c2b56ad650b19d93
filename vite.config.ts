import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';

/** The programs: each becomes a file of its own in build/server, all from one graph of modules. */
const programs = {
  server: 'server.ts',
  start: 'app/http/start.server.ts',
  demo: 'commands/demo.ts',
  load: 'commands/load.ts',
  outbox: 'commands/outbox.ts',
  erase: 'commands/erase.ts',
  organiser: 'commands/organiser.ts',
  backup: 'commands/backup.ts',
  restore: 'commands/restore.ts',
};

/**
 * Builds the process and the commands together with Remix's server build. One graph means that the server and the
 * routes share each module of db/ and emails/: one class of each error, one guard inside each transaction.
 */
function buildPrograms(): Plugin {
  return {
    name: 'samling:programs',
    enforce: 'post',
    config(_config, { command, isSsrBuild }) {
      if (command !== 'build' || !isSsrBuild) return;
      return {
        build: {
          target: 'node20',
          rollupOptions: {
            input: programs,
            // flat, so that each file finds build/client beside its own folder
            output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
          },
        },
      };
    },
  };
}

/** What is remembered and what is sent never reaches a browser: Remix itself guards only `*.server` files. */
function keepOnServer(folders: string[]): Plugin {
  const closed = folders.map((folder) => resolve(import.meta.dirname, folder) + '/');
  return {
    name: 'samling:keep-on-server',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (options.ssr || !importer) return null;
      const found = await this.resolve(id, importer, { ...options, skipSelf: true });
      if (found && closed.some((folder) => found.id.startsWith(folder))) {
        const [what, by] = [found.id, importer].map((file) => relative(import.meta.dirname, file));
        this.error(`${what} would reach the browser through ${by}: import it in loaders and actions only`);
      }
      return null;
    },
  };
}

/**
 * The name of one of app/enhance's files, by what it is made of. Rollup's own hash would be another in the server's
 * build, which makes it in another way, and the pages would link what the browser's build does not have.
 */
function nameOfScript({ name, moduleIds }: { name: string; moduleIds: string[] }): string {
  const hash = createHash('sha256');
  for (const file of moduleIds.map((id) => id.split('?')[0]!).filter((id) => existsSync(id)))
    hash.update(readFileSync(file));
  return `assets/${name}-${hash.digest('base64url').slice(0, 8)}.js`;
}

export default defineConfig({
  plugins: [keepOnServer(['db', 'emails']), remix(remixOptions), buildPrograms()],
  // mails use a few of its components: whole, with its Tailwind and Markdown, it would be a quarter of the process
  ssr: { noExternal: ['react-email'] },
  worker: { rollupOptions: { output: { entryFileNames: nameOfScript } } },
  build: {
    assetsInlineLimit: 0,
    // phones that are no longer updated: without this the server build's own target writes CSS they cannot read
    cssTarget: ['chrome80', 'safari12'],
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      // a feed has nothing for a browser
      onwarn: (warning, say) => warning.code !== 'EMPTY_BUNDLE' && say(warning),
    },
  },
});
