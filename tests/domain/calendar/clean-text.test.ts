import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAddress, cleanLine, cleanLines, cleanName, cleanUrl } from '../../../domain/calendar/clean-text';
import { hostileText, pinned } from '../../support/hostile-text';

describe('text for a calendar', () => {
  it('is clean, on several lines or on one', () => {
    expect(cleanLines('\ufeffa\0\r\nb ')).toBe('a\nb');
    expect(cleanLine(' Anna\r\nATTENDEE:mailto:evil@example.org\t!')).toBe('Anna ATTENDEE:mailto:evil@example.org !');
  });

  it('has no backslash, which before an n is read as a line break', () => {
    expect(cleanLine('mat\\nattlig')).toBe('mat/nattlig');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleanLines(text) + cleanLine(text)).not.toContain('\\');
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
