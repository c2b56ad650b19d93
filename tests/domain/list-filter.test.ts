import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFiltered, listQuery, monthBefore, readListFilter, searchWords } from '../../domain/list-filter';

const read = (query: string) => readListFilter(new URLSearchParams(query));

describe('The fields of the list', () => {
  it('are none when nothing is asked for, or when they are empty', () => {
    expect(isFiltered(read(''))).toBe(false);
    expect(isFiltered(read('q=&typ=&plats=&arrangor=&fran='))).toBe(false);
    expect(read('').page).toBe(1);
  });
  it('are read leniently', () => {
    expect(read('typ=course').kind).toBe('course');
    expect(read('typ=fest').kind).toBe('unknown');
    expect(read('fran=2027-05-17')).toMatchObject({ from: '2027-05-17', wrongDate: false });
    expect(read('fran=2027-02-30')).toMatchObject({ from: null, wrongDate: true });
    for (const page of ['0', '-1', '1.5', 'x', '1e400']) expect(read(`sida=${page}`).page).toBe(1);
  });
  it('survive any text, and are the same when they are written and read again', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('arrangor', 'plats', 'q', 'fran', 'sida', '__proto__'), fc.string()),
        (fields) => {
          const filter = readListFilter(new URLSearchParams(fields));
          const again = readListFilter(new URLSearchParams(listQuery(filter)));
          expect({ ...again, wrongDate: false }).toEqual({ ...filter, wrongDate: false });
        },
      ),
    );
  });
  it('look for each word, folded', () => {
    expect(searchWords('  HÄLSO dag ')).toEqual(['halso', 'dag']);
    expect(searchWords(null)).toEqual([]);
  });
  it('lead back a month at a time', () => {
    expect(monthBefore('2027-05-17')).toBe('2027-04-01');
    expect(monthBefore('2027-01-01')).toBe('2026-12-01');
  });
});
