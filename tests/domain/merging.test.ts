import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betterStanding, bothNotes, unionOf, whyNotIntoTeam, type Standing } from '../../domain/merging';
import { wish } from '../support/sample';

const standing: fc.Arbitrary<Standing> = fc.record({
  state: fc.constantFrom('confirmed' as const, 'waitlisted' as const),
  toApprove: fc.boolean(),
  lineNo: fc.option(fc.nat(100)),
  outOfLine: fc.boolean(),
});
const rank = ({ state, toApprove, outOfLine }: Standing) =>
  state === 'confirmed' ? 0 : toApprove ? 3 : outOfLine ? 2 : 1;

describe('Two signups that become one', () => {
  it('stand as the better of them, whichever comes first, at the earlier number', () => {
    fc.assert(
      fc.property(standing, standing, (one, other) => {
        const both = betterStanding(one, other);
        expect(betterStanding(other, one)).toEqual(both);
        expect(rank(both)).toBeLessThanOrEqual(Math.min(rank(one), rank(other)));
        if (both.state === 'confirmed') {
          expect(both.lineNo).toBeNull();
          return;
        }
        const numbers = [one.lineNo, other.lineNo].filter((number) => number !== null);
        expect(both.lineNo).toBe(numbers.length ? Math.min(...numbers) : null);
      }),
    );
  });
  it('ask for all that either chose, for as many as the larger party', () => {
    const first = wish({ activities: ['yoga'], partySize: 2, note: 'rullstol', answers: { kost: 'vegan' } });
    const second = wish({
      name: 'ANNA',
      activities: ['yoga', 'dans'],
      email: 'a@b.se',
      phone: '+4670',
      note: 'ringklocka',
      answers: { kost: 'allt', resa: 'buss' },
    });
    expect(unionOf(first, second)).toEqual({
      ...first,
      activities: ['yoga', 'dans'],
      email: 'a@b.se',
      phone: '+4670',
      note: 'rullstol\n\nringklocka',
      answers: { kost: 'vegan', resa: 'buss' },
    });
  });
  it('become the one on the team, where it has its place and is as large a party', () => {
    const parties = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(parties, ([partySize, other]) => {
        const why = whyNotIntoTeam({ state: 'confirmed', partySize }, { partySize: other });
        expect(why).toBe(other > partySize ? 'larger-alone' : null);
        expect(whyNotIntoTeam({ state: 'waitlisted', partySize }, { partySize: other })).toBe('team-waits');
      }),
    );
  });
  it('have both notes, each once', () => {
    expect([bothNotes(null, null), bothNotes('a', null), bothNotes('a', 'a'), bothNotes('a', 'b')]).toEqual([
      null,
      'a',
      'a',
      'a\n\nb',
    ]);
  });
});
