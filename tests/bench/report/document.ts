import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plotOf } from './plot';
import type { Report } from './report';
import { tablesOf } from './table';

const [begin, end] = ['<!-- bench -->', '<!-- /bench -->'];

/**
 * Replaces what stands between the marks of a document by the report, and draws the plot beside it.
 * @throws Error when the document has no such marks
 */
export function writeDocument(file: string, report: Report): void {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = cut(text, begin);
  const [, after] = cut(rest, end);
  writePlot(join(dirname(file), 'pictures/performance.svg'), report);
  const block = ['', '![Each row against its budget](pictures/performance.svg)', '', tablesOf(report)].join('\n');
  writeFileSync(file, `${before}${begin}\n${block}${end}${after}`);
}

export function writePlot(file: string, report: Report): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, plotOf(report));
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`the document has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
