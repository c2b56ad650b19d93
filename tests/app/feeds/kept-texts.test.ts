import { describe, expect, it } from 'vitest';
import { KeptTexts } from '../../../app/routes/feeds/kept-texts.server';

describe('kept texts', () => {
  it('are made once for the same facts, and anew when one of them is another', () => {
    const texts = new KeptTexts();
    const textOf = (facts: object) => texts.textOf(facts, () => `text ${texts.written}`);
    expect(textOf({ title: 'Fika', hosts: ['a'] })).toBe('text 0');
    expect(textOf({ title: 'Fika', hosts: ['a'] })).toBe('text 0');
    expect(textOf({ title: 'Fika', hosts: ['a', 'b'] })).toBe('text 1');
    expect(texts.written).toBe(2);
  });

  it.each([
    ['Latin-1', 'å', 4],
    ['other letters, which take twice as much', '–', 2],
  ])('of %s are kept up to so many bytes, those asked for longest ago gone first', (_, letter, room) => {
    const texts = new KeptTexts(4 * 1300);
    const textOf = (name: number) => texts.textOf(name, () => letter.repeat(1000));
    const names = [1, 2, 3, 4, 5, 6];
    names.forEach(textOf);
    expect(texts.written).toBe(6);
    names.slice(-room).forEach(textOf);
    expect(texts.written).toBe(6);
    textOf(names.at(-room - 1)!);
    expect(texts.written).toBe(7);
  });

  it('too large to keep are given all the same', () => {
    const texts = new KeptTexts(1000);
    expect(texts.textOf('a', () => 'x'.repeat(2000))).toHaveLength(2000);
  });
});
