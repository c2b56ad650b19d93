import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, severalLines } from '../../domain/text';
import { hostileText, pinned } from '../support/hostile-text';

describe('clean text', () => {
  it('keeps line breaks, whoever wrote them, as line feeds', () => {
    expect(severalLines('a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh\fi')).toBe('a\nb\nc\nd\ne\nf\ng\nh\ni');
  });

  it('drops NUL, control characters, halves of characters and byte order marks, and keeps whole characters', () => {
    expect(severalLines('a\0b\x07c\x7fd\x9f\ud83de\udc00\ufeff\uffff👨‍👩‍👧')).toBe('abcde👨‍👩‍👧');
  });

  it('lets no text turn round what stands after it, but keeps the plain marks of right-to-left text', () => {
    expect(severalLines('\u202egnp.exe \u2067x')).toBe('gnp.exe x');
    expect(severalLines('\u200fשלום\u200e!')).toBe('\u200fשלום\u200e!');
  });

  it('makes the same words the same bytes', () => {
    expect(oneLine('Ame\u0301lie')).toBe(oneLine('Amélie'));
  });

  it('makes one line of several', () => {
    expect(oneLine(' Anna\r\nATTENDEE:mailto:evil@example.org\t!')).toBe('Anna ATTENDEE:mailto:evil@example.org !');
  });

  it('is safe and done at once, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = severalLines(text);
        expect(lines).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
        expect(severalLines(lines)).toBe(lines);
        expect(oneLine(text)).not.toContain('\n');
      }),
      pinned,
    );
  });
});
