import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayNudge, nudgeDue, type ShortTeam } from '../../domain/nudge';

const day = 24 * 3600_000;
const start = 100 * day;
const short = (more: Partial<ShortTeam> = {}): ShortTeam => ({
  shortSince: start - 20 * day,
  first: null,
  second: null,
  byHand: null,
  ...more,
});
const before = (days: number) => start - days * day;

describe('a captain whose team is short is reminded', () => {
  test('a week before, and two days before, and never again', () => {
    expect(nudgeDue(short(), start, before(7) - 1)).toBeNull();
    expect(nudgeDue(short(), start, before(7))).toBe('first');
    expect(nudgeDue(short({ first: before(7) }), start, before(3))).toBeNull();
    expect(nudgeDue(short({ first: before(7) }), start, before(2))).toBe('second');
    expect(nudgeDue(short({ first: before(7), second: before(2) }), start, before(0.5))).toBeNull();
  });
  test('only when it has been short for a day', () => {
    expect(nudgeDue(short({ shortSince: null }), start, before(3))).toBeNull();
    expect(nudgeDue(short({ shortSince: before(3) + 1 }), start, before(2))).toBeNull();
    expect(nudgeDue(short({ shortSince: before(3) }), start, before(2))).toBe('second');
    // one that came late gets the first when its day has passed
    expect(nudgeDue(short({ shortSince: before(6) }), start, before(5))).toBe('first');
  });
  test('not within a day of another reminder', () => {
    expect(nudgeDue(short({ first: before(2.5) }), start, before(2))).toBeNull();
    expect(nudgeDue(short({ first: before(2.5) }), start, before(1.5))).toBe('second');
    expect(nudgeDue(short({ byHand: before(7) - 1000 }), start, before(7))).toBeNull();
  });
  test('not once it has begun, nor without a date', () => {
    expect(nudgeDue(short(), start, start)).toBeNull();
    expect(nudgeDue(short(), null, start)).toBeNull();
  });
  test('at most twice, a day apart, however often the clock looks and the team changes', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(steps, (looks) => {
        const team = short({ shortSince: null });
        const sent: { step: string; at: number }[] = [];
        let now = before(12);
        for (const [hours, isShort] of looks) {
          now += hours * 3600_000;
          team.shortSince = isShort ? (team.shortSince ?? now) : null;
          const step = nudgeDue(team, start, now);
          if (!step) continue;
          expect(isShort && now < start && now - team.shortSince! >= day).toBe(true);
          sent.push({ step, at: now });
          team[step] = now;
        }
        expect(new Set(sent.map(({ step }) => step)).size).toBe(sent.length);
        expect(sent.length).toBeLessThanOrEqual(2);
        if (sent.length === 2) expect(sent[1]!.at - sent[0]!.at).toBeGreaterThanOrEqual(day);
      }),
    );
  });
  test('by hand at most once an hour', () => {
    expect(mayNudge(null, 0)).toBe(true);
    expect(mayNudge(0, 3600_000 - 1)).toBe(false);
    expect(mayNudge(0, 3600_000)).toBe(true);
  });
});
