import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf, readParticipantFilter, writeParticipantFilter } from '../../domain/participant-filter';
import { hostileText, pinned } from '../support/hostile-text';

const read = (fields: Record<string, string>) => readParticipantFilter((name) => fields[name] ?? '');
const all = { view: 'med', part: null, team: null, words: '' };

describe('What the list of participants shows', () => {
  it('is everybody who is in, where nothing or nonsense is said', () => {
    expect(read({})).toEqual(all);
    expect(read({ visa: '__proto__', lag: '-1', del: '' })).toEqual(all);
  });
  it('is what an address says, and is written back the same', () => {
    const fields = { visa: 'vantar', del: 'a-1', lag: '3', q: 'Åsa' };
    expect(read(fields)).toEqual({ view: 'vantar', part: 'a-1', team: 3, words: 'Åsa' });
    fc.assert(
      fc.property(fc.record({ visa: hostileText, del: hostileText, lag: hostileText, q: hostileText }), (given) => {
        const filter = read(given);
        expect(read(Object.fromEntries(writeParticipantFilter(filter)))).toEqual(filter);
      }),
      pinned,
    );
  });
});

describe('A search among participants', () => {
  const one = { name: 'Åsa Öberg', email: 'asa.o@example.se', phone: '+46701234567', said: ['Nötter', 'Kommer sent'] };
  it.each([
    'åsa',
    'ASA',
    'oberg asa',
    'berg',
    'asa.o@',
    '070-123 45 67',
    '0701234567',
    '+46 70 123',
    '12345',
    'nötter',
    'asa notter sent',
  ])('finds her by %s', (words) => expect(matcherOf(words)(one)).toBe(true));
  it.each(['bo', 'asa bo', '070 999', '00'])('does not find her by %s', (words) =>
    expect(matcherOf(words)(one)).toBe(false),
  );
  it('never fails, whatever is searched for', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (words, name) => {
        matcherOf(words)({ name, email: null, phone: null, said: [name] });
      }),
      pinned,
    );
  });
});
