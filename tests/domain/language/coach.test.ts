import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { coach } from '../../../domain/language/coach';

describe('The coach', () => {
  it('says nothing about a few words', () => {
    expect(coach('Kom och fika')).toBeNull();
    expect(coach('')).toBeNull();
    expect(coach('Verksamhetsutvecklingsdialog i Helsingborg')).toMatchObject({ readability: 'heavy' });
  });

  it('says that short words in short sentences are easy', () => {
    expect(coach('Kom och fika med oss. Vi bjuder på kaffe. Alla får vara med.')).toMatchObject({
      readability: 'easy',
      longWords: [],
    });
  });

  it('names the longest words, the longest first, each once', () => {
    const said = coach(
      'Socialförvaltningens verksamhetsutveckling genomför kompetensutvecklingsinsatser och socialförvaltningens planering.',
    );
    expect(said).toMatchObject({
      readability: 'heavy',
      longWords: ['kompetensutvecklingsinsatser', 'verksamhetsutveckling', 'socialförvaltningens'],
    });
  });

  test('has something to say about any text', () => {
    fc.assert(
      fc.property(fc.lorem({ mode: 'sentences', maxCount: 10 }), (text) => {
        const said = coach(text);
        if (!said) return;
        expect(said.lix).toBeGreaterThan(0);
        expect(said.longWords.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
