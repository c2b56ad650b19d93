import type { Budget, Figure, Row, Unit } from './rows';
import type { Report } from './report';

/** The whole report in Markdown, columns aligned so that it can be read in a terminal too. */
export function tablesOf({ machine, options, groups, when }: Report): string {
  const { cores, processor, memoryGB, node, databases, syncMs } = machine;
  const sections = groups.map(({ title, rows }) => [`### ${title}`, '', ...mainTable(rows)].join('\n'));
  const measured = groups.flatMap(({ rows }) => rows).filter(({ ours }) => ours?.spread);
  return [
    `Measured ${when} on ${cores} cores (${processor}), ${memoryGB} GB of memory, Node ${node}, ${databases.join(' and ')};`,
    `the disk keeps 4 kB for good in ${syncMs.toFixed(2)} ms. ${options.rounds} rounds of ${options.seconds} s each, alternating;`,
    `medians.${options.quick ? ' A quick run, with less data than the budget is about.' : ''}`,
    '',
    sections.join('\n\n'),
    ...(measured.length ? ['', '### The same rounds, closer', '', ...closerTable(measured)] : []),
    '',
  ].join('\n');
}

function mainTable(rows: readonly Row[]): string[] {
  return table(
    ['what', 'ours', 'beside', 'ratio', 'budget', 'met', ''],
    rows.map(({ what, ours, beside, ratio, budget, met, note }) => [
      what,
      ours ? figure(ours) : '',
      beside ? figure(beside) : '',
      ratio === null ? '' : ratio.toFixed(2),
      budget ? budgetText(budget, ours?.unit ?? '') : '',
      met === null ? '' : met ? 'yes' : '**no**',
      note ?? '',
    ]),
    [1, 2, 3, 4],
  );
}

/** How far the rounds lay apart, and what a request cost: steadier than rates where a machine has more to do. */
function closerTable(rows: readonly Row[]): string[] {
  const between = (one: Figure | null) =>
    one?.spread ? `${number(one.spread.least, '/s')}–${number(one.spread.most, '/s')}` : '';
  const cpu = (one: Figure | null) => (one?.cpu ? number(one.cpu.median, 'µs') : '');
  const busy = (one: Figure | null) => one?.busy?.toFixed(2) ?? '';
  return table(
    [
      'what',
      'ours, requests/s',
      'beside',
      'CPU µs, ours',
      'beside',
      'ratio',
      'cores used, ours',
      'beside',
      'p50 / p99 ms, ours',
    ],
    rows.map(({ group, what, ours, beside }) => [
      `${group}: ${what}`,
      between(ours),
      between(beside),
      cpu(ours),
      cpu(beside),
      ours?.cpu && beside?.cpu ? (ours.cpu.median / beside.cpu.median).toFixed(2) : '',
      busy(ours),
      busy(beside),
      ours?.latency ? `${ours.latency.median} / ${ours.latency.p99}` : '',
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
}

function table(head: string[], lines: string[][], right: number[]): string[] {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(3, ...all.map((line) => line[column]!.length)));
  const isRight = (column: number) => right.includes(column);
  const pad = (text: string, column: number) =>
    isRight(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
  const rule = widths.map((width, column) => (isRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const write = (line: string[]) => `| ${line.join(' | ')} |`;
  return [write(head.map(pad)), write(rule), ...lines.map((line) => write(line.map(pad)))];
}

export const figure = ({ value, unit }: Figure) => {
  const text = number(value, unit);
  return unit === '/s' ? `${text}/s` : unit ? `${text} ${unit}` : text;
};

function number(value: number, unit: Unit): string {
  const digits = unit === '' || value >= 100 ? 0 : 1;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

export const budgetText = ({ is, than }: Budget, unit: Unit) =>
  `${is === 'at least' ? '≥' : '≤'} ${than.toLocaleString('en')}${unit === 'bytes' || unit === 'MB' ? ` ${unit}` : ''}`;
