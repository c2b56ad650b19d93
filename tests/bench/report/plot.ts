import type { Report } from './report';
import type { Row } from './rows';
import { budgetText } from './table';

const width = 940;
const labels = 490;
const lineHeight = 22;
/** A bar's share of the budget, at which the plot ends: longer bars are cut, with their figure beside. */
const farthest = 2;
const scale = (width - labels - 90) / farthest;

interface Bar {
  label: string;
  /** How much of its budget it is: at 1 they are the same. */
  share: number;
  figure: string;
  met: boolean;
}

/**
 * Each row with a budget as a bar, against a line that is the budget. Those that should reach the line come first, then
 * those that should stay short of it.
 */
export function plotOf({ groups, when }: Report): string {
  const rows = groups.flatMap((group) => group.rows);
  const panels = [
    { title: 'Should reach the line: requests/s, as a share of the bare limit', bars: barsOf(rows, 'at least') },
    { title: 'Should not pass the line: bytes, memory, cost with much data', bars: barsOf(rows, 'at most') },
  ].filter(({ bars }) => bars.length);
  let y = 30;
  const drawn = panels.map(({ title, bars }) => {
    const top = y;
    y += 30 + bars.length * lineHeight + 24;
    return panel(title, bars, top);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title">`,
    `<title id="title">Each measured row against its budget, ${when}</title>`,
    `<style>
  text { font: 14px system-ui, sans-serif; fill: #1c1c1c; }
  /* figures stand on the line, and are read all the same */
  text { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
  .heading { font-weight: 600; font-size: 15px; }
  .paper { fill: #ffffff; }
  .met { fill: #2d7a4b; }
  .not { fill: #c2491d; }
  .budget { stroke: #1c1c1c; stroke-width: 2; stroke-dasharray: 4 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f0f0; stroke: #16191d; }
    .paper { fill: #16191d; }
    .met { fill: #5fbf86; }
    .not { fill: #f08a5d; }
    .budget { stroke: #f0f0f0; }
  }
</style>`,
    `<rect class="paper" width="${width}" height="${y}"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function barsOf(rows: readonly Row[], is: 'at least' | 'at most'): Bar[] {
  return rows.flatMap(({ group, what, ours, ratio, budget, met }) => {
    const value = budget?.of === 'ratio' ? ratio : (ours?.value ?? null);
    if (!budget || budget.is !== is || budget.than === 0 || value === null) return [];
    const text = value.toLocaleString('en', { maximumFractionDigits: budget.of === 'ratio' ? 2 : 0 });
    const label = `${group}: ${what}`;
    return [{ label, share: value / budget.than, figure: `${text} (${budgetText(budget, '')})`, met: met === true }];
  });
}

function panel(title: string, bars: readonly Bar[], top: number): string {
  const budgetAt = labels + scale;
  const rows = bars.map(({ share, ...bar }, n) => ({
    ...bar,
    y: top + 30 + n * lineHeight,
    length: Math.min(share, farthest) * scale,
  }));
  const bottom = top + 30 + bars.length * lineHeight;
  return [
    `<text class="heading" x="16" y="${top + 6}">${escaped(title)}</text>`,
    ...rows.map(
      ({ met, y, length }) =>
        `<rect class="${met ? 'met' : 'not'}" x="${labels}" y="${y + 2}" width="${length.toFixed(1)}" height="${lineHeight - 8}"/>`,
    ),
    `<line class="budget" x1="${budgetAt}" y1="${top + 22}" x2="${budgetAt}" y2="${bottom}"/>`,
    ...rows.flatMap(({ label, figure, y, length }) => [
      `<text x="${labels - 10}" y="${y + 13}" text-anchor="end">${escaped(shortened(label))}</text>`,
      `<text x="${(labels + length + 6).toFixed(1)}" y="${y + 13}">${escaped(figure)}</text>`,
    ]),
  ].join('\n');
}

const shortened = (text: string) => (text.length > 62 ? `${text.slice(0, 61)}…` : text);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
