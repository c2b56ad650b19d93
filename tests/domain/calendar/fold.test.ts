import fc from 'fast-check';
import { foldLines as theirs } from 'ical-generator';
import { describe, expect, it } from 'vitest';
import { foldLines } from '../../../domain/calendar/fold';
import { hostileText, pinned } from '../../support/hostile-text';

describe('folding', () => {
  it('is ical-generator’s, to the byte, whatever the text is', () => {
    const wellFormed = fc.array(hostileText).map((texts) => texts.join('\r\n').replace(/\p{Surrogate}/gu, ''));
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(foldLines(text)).toBe(theirs(text));
      }),
      pinned,
    );
  });

  it.each(['a', 'å', '€', '👨‍👩‍👧‍👦'])('is theirs wherever in a long line a %s falls', (character) => {
    for (let before = 0; before < 160; before++) {
      const line = `SUMMARY:${'x'.repeat(before)}${character.repeat(40)}${'y'.repeat(90)}`;
      expect(foldLines(line)).toBe(theirs(line));
    }
  });
});
