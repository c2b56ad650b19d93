import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentCount, accentOf } from '../../app/ui/accent';

const sheet = readFileSync(new URL('../../app/ui/notice-board.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = sheet
  .split('@media screen and (prefers-color-scheme: dark)')
  .map((part) => part.split('/* text */')[0]!);

type Palette = Record<string, string>;

/** The custom properties of a selector in a part of the sheet. */
function palette(part: string, selector: string): Palette {
  const [, body = ''] = new RegExp(`${selector.replace('.', '\\.')}\\s*\\{([^}]*)\\}`).exec(part) ?? [];
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name, colour]) => [name!, colour!]),
  );
}

/** WCAG 2: relative luminance, and the contrast of two colours from 1 to 21. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
  const [r, g, b] = [0, 2, 4].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Words on a ground: at least 4.5. */
const words = [
  ['ink', 'paper'],
  ['ink', 'tint'],
  ['quiet', 'paper'],
  ['quiet', 'tint'],
  ['link', 'paper'],
  ['link', 'tint'],
  ['on-floor', 'floor'],
  ['on-go', 'go'],
  ['good', 'good-back'],
  ['mind', 'mind-back'],
  ['mind', 'paper'],
  ['stop', 'stop-back'],
  ['stop', 'paper'],
  ['paper', 'stop'],
  ['ink', 'good-back'],
  ['ink', 'mind-back'],
  ['ink', 'stop-back'],
  ['link', 'mind-back'],
  ['on-focus', 'focus'],
] as const;
/** What has to be seen, but is not read: at least 3. */
const shapes = [
  ['edge', 'paper'],
  ['go', 'paper'],
  ['good', 'good-back'],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('The colours in the %s', (scheme, part) => {
  const base = { ...palette(light, ':root'), ...(scheme === 'dark' ? palette(dark, ':root') : {}) };

  it.each(words)('%s on %s can be read', (front, back) => {
    expect(contrast(base[front]!, base[back]!)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s on %s can be seen', (front, back) => {
    expect(contrast(base[front]!, base[back]!)).toBeGreaterThanOrEqual(3);
  });
  it.each(Array.from({ length: accentCount }, (_, n) => n + 1))(
    'accent %i is read on paper, and can be written on',
    (n) => {
      const { accent } = palette(part, `.accent-${n}`);
      expect(contrast(accent!, base.paper!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(accent!, base.tint!)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(base['on-accent']!, accent!)).toBeGreaterThanOrEqual(4.5);
      // the taken part of a bar against the free part
      expect(contrast(accent!, base.rule!)).toBeGreaterThanOrEqual(3);
    },
  );
});

describe("An organisation's accent", () => {
  it('is one of the palette, and the same each time', () => {
    for (const slug of ['rsmh', 'socialforvaltningen', 'g7', 'a', '']) {
      expect(accentOf(slug)).toMatch(new RegExp(`^accent-[1-${accentCount}]$`));
      expect(accentOf(slug)).toBe(accentOf(slug));
    }
  });
  it('differs between organisations as far as there are colours', () => {
    const slugs =
      'rsmh ria g7 bryggan fontanhuset vorta-drom ifs roda-korset maskrosbarn bostad-forst fritidsbanken'.split(' ');
    expect(new Set(slugs.map(accentOf)).size).toBeGreaterThanOrEqual(5);
  });
});
