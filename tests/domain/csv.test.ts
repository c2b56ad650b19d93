import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../domain/csv';
import { hostileText, hostileTexts, pinned } from '../support/hostile-text';

/** The cells of a file, read as a spreadsheet reads it. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  const text = csv.replace(/^\ufeff/, '');
  let row: string[] = [];
  const cell = /"((?:[^"]|"")*)"(;|\r\n)/gsy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    row.push(match[1]!.replaceAll('""', '"'));
    if (match[2] === ';') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('A file for a spreadsheet', () => {
  it('is UTF-8 with a mark, semicolons and CRLF', () => {
    expect(
      csvOf([
        ['Namn', 'Antal'],
        ['Åsa "Öst"; Berg', 2],
      ]),
    ).toBe('\ufeff"Namn";"Antal"\r\n"Åsa ""Öst""; Berg";"2"\r\n');
  });
  it.each([
    '=HYPERLINK("https://evil.example","x")',
    '+46 70 123',
    '-1+2',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    ' =1+1',
    '\u200b=1+1',
    '\u202e=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '﹦1',
    '\ttext',
  ])('never begins a cell with a formula: %j', (text) => {
    expect(read(csvOf([[text]]))).toEqual([[`'${text}`]]);
  });
  it.each(['Anna', "d'Arc", '3', 'a=b', '070-123 45 67', '', '#1', 'Ä'])('leaves other text alone: %j', (text) => {
    expect(read(csvOf([[text]]))).toEqual([[text]]);
  });
  it('keeps every text in its own cell, whatever is in it', () => {
    for (const text of hostileTexts) expect(read(csvOf([['a', text, 'b']]))).toHaveLength(1);
    fc.assert(
      fc.property(fc.array(fc.tuple(hostileText, hostileText), { maxLength: 5 }), (rows) => {
        const seen = read(csvOf(rows));
        expect(seen.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
        );
        const starts = seen.flat().map((cell) => cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')[0] ?? '');
        expect(starts.filter((sign) => '=+-@＝＋－＠'.includes(sign || ' '))).toEqual([]);
      }),
      pinned,
    );
  });
});
