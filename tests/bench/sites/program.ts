import { join } from 'node:path';

/** The file of a built program of vite.config.ts. Commands run where package.json is. */
export const program = (name: string) => join(process.cwd(), 'build/tests', `${name}.js`);

/** The built site. */
export const server = () => join(process.cwd(), 'build/server/server.js');
