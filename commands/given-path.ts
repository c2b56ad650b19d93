import { resolve } from 'node:path';

/** A path as it was written: npm runs a command in the project's folder, and a file is named from where one stands. */
export const fromWhereOneStands = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);
