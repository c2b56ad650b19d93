import fc from 'fast-check';

/** What people, and those who are not kind, have written in fields. */
export const hostileTexts = [
  'Anna\r\nATTENDEE:mailto:evil@example.org',
  'Anna\nBEGIN:VEVENT\nUID:evil',
  'Anna\rX-EVIL:1',
  'a\u0000b\u0007c\u007fd\u0085e\u009ff',
  'line\u2028separator\u2029paragraph',
  'half \ud83d pair \udc00',
  'family 👨‍👩‍👧‍👦 '.repeat(12),
  '\u202egnp.exe',
  'isolate \u2067unclosed',
  '=HYPERLINK("https://evil.example","x")',
  'Ame\u0301lie',
  'Amélie',
  'Anna "Ankan" Berg; chef, \\n kock',
  '^n^^^\'^"',
  '</script><script>alert(1)</script>',
  '\ufeffbom\ufffe\uffff',
  '\t tab \v \f ',
  '',
  ' ',
  '__proto__',
  'å'.repeat(200),
] as const;

/** Any text at all: whole characters of every kind, code units that are half characters, and the list above. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(...hostileTexts, ':', ';', ',', '\\', '"', '\r\n '), { maxLength: 8 })
    .map((all) => all.join('')),
);

/** For fc.assert: the same texts in every run, so that a test that passes goes on passing. */
export const pinned = { seed: 20170517, numRuns: 200 };
