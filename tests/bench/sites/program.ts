import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a built program of vite.config.ts. Commands run where package.json is. */
export const program = (name: string) => join(process.cwd(), 'build/tests', `${name}.js`);

/** The built site. */
export const server = () => join(process.cwd(), 'build/server/server.js');

/** What `npm start` tells node: how far its heap may grow. */
export function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return /\bnode (--.+) build\/server/.exec(scripts.start)?.[1]?.split(' ') ?? [];
}
