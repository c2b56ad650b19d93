import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAddress, cleanLine, cleanLines, cleanName, cleanUrl } from '../../../domain/calendar/clean-text';
import { hostileText, pinned } from '../../support/hostile-text';

describe('text for a calendar', () => {
  it('keeps line breaks, whoever wrote them, as line feeds', () => {
    expect(cleanLines('a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh\fi')).toBe('a\nb\nc\nd\ne\nf\ng\nh\ni');
  });

  it('drops NUL, control characters, halves of characters and byte order marks, and keeps whole characters', () => {
    expect(cleanLines('a\0b\x07c\x7fd\x9f\ud83de\udc00\ufeff\uffff👨‍👩‍👧')).toBe('abcde👨‍👩‍👧');
  });

  it('lets no text turn round what stands after it, but keeps the plain marks of right-to-left text', () => {
    expect(cleanLines('\u202egnp.exe \u2067x')).toBe('gnp.exe x');
    expect(cleanLines('\u200fשלום\u200e!')).toBe('\u200fשלום\u200e!');
  });

  it('makes the same words the same bytes', () => {
    expect(cleanLine('Ame\u0301lie')).toBe(cleanLine('Amélie'));
  });

  it('leaves no backslash, which before an n is read as a line break', () => {
    expect(cleanLine('mat\\nattlig')).toBe('mat/nattlig');
  });

  it('makes one line of several', () => {
    expect(cleanLine(' Anna\r\nATTENDEE:mailto:evil@example.org\t!')).toBe('Anna ATTENDEE:mailto:evil@example.org !');
  });

  it('is safe and done at once, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = cleanLines(text);
        expect(lines).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\\]|\p{Surrogate}/u);
        expect(cleanLines(lines)).toBe(lines);
        expect(cleanLine(text)).not.toContain('\n');
      }),
      pinned,
    );
  });
});

describe('a name in CN', () => {
  it('has no double quotes', () => {
    expect(cleanName('Anna "Ankan" Berg')).toBe("Anna 'Ankan' Berg");
  });

  it('doubles a caret where RFC 6868 would read an escape, and no other', () => {
    expect(cleanName('a^n ^^ ^" ^x')).toBe("a^^n ^^^ ^^' ^x");
  });
});

describe('an address in mailto:', () => {
  it('is the address itself when it is plain', () => {
    expect(cleanAddress('anna.berg+sol@example.se')).toBe('anna.berg+sol@example.se');
  });

  it('is ASCII: the domain by IDNA, the rest by percent signs', () => {
    expect(cleanAddress('åsa@åkeri.se')).toBe('%C3%A5sa@xn--keri-poa.se');
  });

  it('can begin no property and no second recipient', () => {
    expect(cleanAddress('a,b;c\r\nX:1@example.se')).toBe('a%2Cb%3Bc%20X%3A1@example.se');
  });

  it.each(['', 'anna', '@example.se', 'anna@', 'anna@exa mple.se'])('is null for %j', (email) => {
    expect(cleanAddress(email)).toBeNull();
  });
});

describe('a URL', () => {
  it('is ASCII and has nothing to escape', () => {
    expect(cleanUrl('https://samling.example/evenemang/hälsodag?a=1,2;3')).toBe(
      'https://samling.example/evenemang/h%C3%A4lsodag?a=1%2C2%3B3',
    );
  });

  it('must be absolute', () => {
    expect(() => cleanUrl('/evenemang/halsodag')).toThrow(TypeError);
  });
});
