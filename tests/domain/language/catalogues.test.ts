import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../domain/language/speech';

const folder = new URL('../../../domain/language/', import.meta.url);
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as Record<string, unknown>;
const files = readdirSync(new URL('sv/', folder));

/** All our code that can say something, as one text. */
const code = ['app', 'commands', 'db', 'domain', 'emails', 'environment.ts', 'server.ts']
  .flatMap((name) => sourcesIn(new URL(`../../../${name}`, import.meta.url).pathname))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const words = new Set(code.match(/\w+/g));

function sourcesIn(path: string): string[] {
  if (statSync(path).isFile()) return /\.(js|tsx?)$/.test(path) ? [path] : [];
  if (path.endsWith('/compiled')) return [];
  return readdirSync(path).flatMap((name) => sourcesIn(join(path, name)));
}

/** The names of what a message is filled in with. */
function inputs(message: unknown): string[] {
  const text = JSON.stringify(message).replace(/\\\\[{}]/g, '');
  return [...new Set([...text.matchAll(/(?<=[^\\]|^)\{(\w+)\}/g)].map(([, name]) => name!))].sort();
}

describe.each(files)('The catalogue %s', (file) => {
  it('is there in every language, with the same keys', () => {
    for (const language of languages) {
      expect(Object.keys(read(language, file)).sort()).toEqual(Object.keys(read('sv', file)).sort());
    }
  });
  it('has keys that begin with its own name', () => {
    const prefix = `${file.replace('.json', '')}_`;
    expect(Object.keys(read('sv', file)).filter((key) => !key.startsWith(prefix))).toEqual([]);
  });
  it('is filled in with the same facts in every language', () => {
    for (const [key, message] of Object.entries(read('sv', file))) {
      // a plural may leave its number out: "En plats", "Platsen är tagen"
      for (const language of languages) {
        const other = inputs(read(language, file)[key]);
        expect([key, other]).toEqual([key, inputs(message)]);
      }
    }
  });
  it('has no message that nobody says', () => {
    expect(Object.keys(read('sv', file)).filter((key) => !words.has(key))).toEqual([]);
  });
  it('has no empty message', () => {
    for (const language of languages) {
      const empty = Object.entries(read(language, file)).filter(([, message]) => message === '');
      expect(empty).toEqual([]);
    }
  });
});
