import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a built program of vite.config.ts. Commands run where package.json is. */
export const program = (name: string) => join(process.cwd(), 'build/tests', `${name}.js`);

/** The built site. */
export const server = () => join(process.cwd(), 'build/server/server.js');

/** What `npm start` tells node: its variables, and its own options, which say how far its heap may grow. */
export function ofStart(): { variables: Record<string, string>; options: string[] } {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const [, variables, options] = /\benv (.+) node (--.+) build\/server/.exec(scripts.start)!;
  return {
    variables: Object.fromEntries(variables!.split(' ').map((one) => one.split('=') as [string, string])),
    options: options!.split(' '),
  };
}
