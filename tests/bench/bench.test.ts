import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { spreadOf } from './measuring/spread';
import { writeDocument } from './report/document';
import { plotOf } from './report/plot';
import type { Report } from './report/report';
import { plain, row } from './report/rows';
import { program } from './sites/program';

const folder = mkdtempSync(join(tmpdir(), 'samling-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built command. @returns its exit code and what it printed */
async function bench(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  if (!existsSync(program('bench'))) throw new Error('it is not built: run `npm run build:tests` first');
  const child = spawn(process.execPath, [program('bench'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

describe('npm run bench', () => {
  test('measures pages beside a bare server, and prints one JSON object', async () => {
    const { code, out, err } = await bench('--json', '--only', 'page', '--rounds', '1', '--seconds', '0.05');
    expect({ code, err }).toMatchObject({ code: 0 });
    const { machine, groups } = JSON.parse(out) as Report;
    expect(machine.cores).toBeGreaterThan(0);
    expect(groups.map(({ name }) => name)).toEqual(['page']);
    for (const { what, ours, beside, ratio, note } of groups[0]!.rows) {
      expect({ what, note, rates: [ours?.value, beside?.value] }).toMatchObject({
        note: what.includes('while') ? expect.stringMatching(/^\d+ signups\/s meanwhile; no budget$/) : null,
        rates: [expect.any(Number), expect.any(Number)],
      });
      expect(ratio).toBeCloseTo(ours!.value / beside!.value);
    }
    expect(groups[0]!.rows).toHaveLength(7);
  }, 120_000);

  test('says what it does not know', async () => {
    const { code, err } = await bench('--only', 'pages');
    expect(code).toBe(1);
    expect(err).toContain('--only: there is no pages');
  });
});

describe('the report', () => {
  const ratio = (value: number, is: 'at least' | 'at most') =>
    row('page', 'event <page>', {
      ours: plain(value * 100, '/s'),
      ratio: value,
      budget: { of: 'ratio', is, than: 0.7 },
    });
  const report: Report = {
    when: '2027-05-17',
    machine: { cores: 2, processor: 'P', memoryGB: 8, node: 'v20', syncMs: 1, databases: ['SQLite 3'] },
    options: { rounds: 5, seconds: 2, quick: false },
    groups: [
      { name: 'page', title: 'Pages', rows: [ratio(0.8, 'at least'), ratio(0.6, 'at least'), ratio(0.8, 'at most')] },
    ],
  };

  test('a budget is met or not, and what has none is neither', () => {
    expect(report.groups[0]!.rows.map(({ met }) => met)).toEqual([true, false, false]);
    expect(row('page', 'for information', { ours: plain(1) }).met).toBeNull();
  });

  test('a median of an odd and of an even number of rounds', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
  });

  test('the document keeps its own words, and gets the tables and the plot between its marks, again and again', () => {
    const file = join(folder, 'performance.md');
    writeFileSync(file, 'Before.\n<!-- bench -->\nold\n<!-- /bench -->\nAfter.\n');
    writeDocument(file, report);
    const once = readFileSync(file, 'utf8');
    writeDocument(file, report);
    expect(readFileSync(file, 'utf8')).toBe(once);
    expect(once).toMatch(/^Before\.\n<!-- bench -->[\s\S]+### Pages[\s\S]+<!-- \/bench -->\nAfter\.\n$/);
    expect(once).not.toContain('old');
    expect(readFileSync(join(folder, 'pictures/performance.svg'), 'utf8')).toBe(plotOf(report));
    expect(() => writeDocument(join(folder, 'pictures/performance.svg'), report)).toThrow('<!-- bench -->');
  });

  test('the plot has a bar for each row with a budget, and what a row is called cannot break it', () => {
    const plot = plotOf(report);
    expect(plot.match(/<rect class="(met|not)"/gu)).toHaveLength(3);
    expect(plot).toContain('event &lt;page>');
  });
});
