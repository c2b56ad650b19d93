// `npm test`: everything that must hold, with the real counts at the end. No build is needed beforehand.
// `npm test -- tests/db` runs those tests alone, after the same checks.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './support/chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'samling-test-'));
const report = join(folder, 'report.json');
/** npx would take their options for its own. */
const tool = (name) => join('node_modules', '.bin', name);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs a program to its end.
 * @param {string} name what is said about it
 * @param {{ shown?: boolean }} [how] whether its output is shown while it runs, or only when it fails
 * @returns {Promise<boolean>} whether it ended well
 */
function run(name, command, how = {}) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      stdio: how.shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.on('error', (error) => {
      console.log(`${name}: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) process.stdout.write(output);
      resolve(code === 0);
    });
  });
}

/** @returns {boolean} whether Chromium is there, installed if need be */
function haveChromium() {
  if (findChromium()) return true;
  if (process.env.CHROMIUM) {
    console.log(`CHROMIUM says ${process.env.CHROMIUM}, but there is no such file: write where Chromium is.`);
    return false;
  }
  console.log('Chromium is not here: installing it …');
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    const packages = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
    spawnSync('apt-get', packages, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } else {
    spawnSync('npx', ['playwright-core', 'install', 'chromium'], { stdio: 'ignore' });
  }
  if (findChromium()) return true;
  console.log('Chromium could not be installed: install it, or write where it is in CHROMIUM.');
  return false;
}

/** The counts of vitest's own report. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests, testResults } =
      JSON.parse(readFileSync(report, 'utf8'));
    // a file that could not even be read has no failed test, and is one
    const unread = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    );
    const failed = numFailedTests + unread.length;
    return {
      passed: numPassedTests,
      failed: failed || Math.min(1, numFailedTestSuites),
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The site and what measures it are built, and then all is tested. */
async function builtAndTested() {
  const built =
    (await run('build', [tool('remix'), 'vite:build', '--logLevel', 'warn'])) &&
    (await run('build of what measures', [tool('vite'), 'build', '--config', 'tests/vite.config.ts']));
  if (!built || !chromium) return { built, tested: false };
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const tests = [tool('vitest'), 'run', ...reporters, ...process.argv.slice(2)];
  return { built, tested: await run('tests', tests, { shown: true }) };
}

/** What reads the code alone, one after another: each keeps a core busy. @returns whether each ended well */
async function checkedInTurn() {
  return [
    await run('types', [tool('tsc')]),
    // with room for what is young: a fifth of its time was the collector's
    await run('lint, and imports run one way', [
      ...['node', '--max-semi-space-size=128', 'node_modules/eslint/bin/eslint.js'],
      ...['.', '--max-warnings', '0'],
    ]),
    await run('format', [tool('prettier'), '--check', '.', '--log-level', 'warn']),
  ];
}

const languages = await run('message catalogues', ['npm', 'run', '--silent', 'languages']);
const chromium = haveChromium();
// beside each other: there are two cores, and the tests wait a good deal, for processes, mails, the browser
const [{ built, tested }, checked] = await Promise.all([builtAndTested(), checkedInTurn()]);

const { passed, failed, skipped } = built && chromium ? counts() : { passed: 0, failed: 0, skipped: 0 };
const failedChecks = [languages, built, ...checked, chromium].filter((good) => !good).length;
const allFailed = failed + failedChecks || (tested ? 0 : 1);
console.log(`\n${passed} passed, ${allFailed} failed, ${skipped} skipped`);
process.exitCode = allFailed === 0 && tested ? 0 : 1;
