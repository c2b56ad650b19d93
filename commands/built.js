// Runs before `npm start` and the other commands: builds what is not built. Knows nothing but node, since nothing else
// may be there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

if (!existsSync(join(root, 'build/server/start.js'))) {
  const canBuild = existsSync(join(root, 'node_modules/@remix-run/dev'));
  const { status } = canBuild ? spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' }) : {};
  if (status !== 0) {
    const words = JSON.parse(readFileSync(join(root, 'domain/language/sv/fault.json'), 'utf8'));
    console.error(words.fault_start_not_built);
    process.exit(1);
  }
}
