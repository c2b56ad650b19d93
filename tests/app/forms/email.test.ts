import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail } from '../../../app/forms/email';
import { hostileText, pinned } from '../../support/hostile-text';

describe('an e-mail address', () => {
  test.each([
    ['anna@example.org', 'anna@example.org'],
    ['  Anna.Berg+yoga@Example.ORG ', 'anna.berg+yoga@example.org'],
    ['<anna@example.org>', 'anna@example.org'],
    ['mailto:anna@example.org', 'anna@example.org'],
    ['åsa@exempel.se', 'åsa@exempel.se'],
    ['info@räksmörgås.se', 'info@räksmörgås.se'],
    ['info@xn--rksmrgs-5wao1o.se', 'info@xn--rksmrgs-5wao1o.se'],
    ['a@mail.räksmörgås.example', 'a@mail.räksmörgås.example'],
    ["o'hara@example.ie", "o'hara@example.ie"],
  ])('is read: %j', (written, address) => expect(readEmail(written)).toBe(address));

  test.each([
    'a@b',
    'anna',
    '@example.org',
    'anna@',
    'anna@example',
    'anna@@example.org',
    'anna berg@example.org',
    'anna@exam ple.org',
    'anna@example..org',
    'anna..berg@example.org',
    '.anna@example.org',
    'anna.@example.org',
    'anna@-example.org',
    'anna@127.0.0.1',
    'anna@[127.0.0.1]',
    'anna@2130706433',
    'anna@example.org/evil',
    'anna@example.org?bcc=evil@example.org',
    'anna@example.org:25',
    'anna@evil.org@example.org#',
    'anna@example.org, bo@example.org',
    'anna@example.org\r\nBcc: evil@example.org',
    '"anna berg"@example.org',
    `${'a'.repeat(65)}@example.org`,
    `anna@${'a'.repeat(64)}.org`,
    `a@${'b.'.repeat(125)}org`,
    `${'a'.repeat(64)}@${'bcd.'.repeat(47)}org`,
  ])('is refused: %j', (written) => expect(readEmail(written)).toBeNull());

  test('of 254 characters is read, of 255 refused', () => {
    const of = (length: number) => {
      const domain = `${`${'b'.repeat(60)}.`.repeat(3)}example.org`;
      return `${'a'.repeat(length - domain.length - 1)}@${domain}`;
    };
    expect(of(254)).toHaveLength(254);
    expect(readEmail(of(254))).toBe(of(254));
    expect(readEmail(of(255))).toBeNull();
  });

  test('counts an address as the name system writes it', () => {
    const domain = `${`${'ö'.repeat(46)}.`.repeat(5)}se`;
    expect(`a@${domain}`.length).toBeLessThan(254);
    expect(readEmail(`a@${domain}`)).toBeNull();
  });

  test('is one in one form, whatever was written', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const address = readEmail(text);
        if (address === null) return;
        expect(readEmail(address)).toBe(address);
        expect(address).not.toMatch(/\s/u);
      }),
      pinned,
    );
  });
});
