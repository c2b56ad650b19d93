import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lix } from '../../../domain/language/lix';

const catalogues = ['site', 'event', 'signup', 'team', 'calendar', 'mail', 'about', 'fault'];

/** Every sentence of a catalogue, plural forms too, one on each line; what is filled in counts as a short word. */
function textOf(language: string, name: string): string {
  const file = new URL(`../../../domain/language/${language}/${name}.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return (
    Object.entries(messages)
      // told to whoever runs the server, not to visitors
      .filter(([key]) => !/^fault_(env|start)_/.test(key))
      .flatMap(([, message]) => strings(message))
      .map((text) => text.replace(/\{\w+\}/g, 'ord'))
      .join('\n')
  );
}

function strings(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  return (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

describe('LIX', () => {
  it('adds the length of sentences and the share of long words', () => {
    expect(lix('Jag går. Du går.')).toBe(2);
    // 5 words, 1 sentence, 1 of more than six letters
    expect(lix('Vi åker till Helsingborg nu.')).toBe(5 + 20);
    expect(lix('')).toBe(0);
  });
  it('takes neither the point of an abbreviation nor that of a time for the end of a sentence', () => {
    expect(lix('Vi ses kl. 14.30 idag')).toBe(5);
  });
});

describe('The Swedish of the interface', () => {
  it.each(catalogues)('%s is easy to read: LIX at most 35', (name) => {
    expect(lix(textOf('sv', name))).toBeLessThanOrEqual(35);
  });
  it('is at most 35 as a whole, and in its sentences, labels left out', () => {
    const all = catalogues.map((name) => textOf('sv', name)).join('\n');
    const sentences = all.split('\n').filter((line) => /[.!?]$/.test(line));
    expect(sentences.length).toBeGreaterThan(100);
    expect(lix(all)).toBeLessThanOrEqual(35);
    expect(lix(sentences.join('\n'))).toBeLessThanOrEqual(35);
  });
});
