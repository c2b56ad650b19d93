import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isThanksDue, longestSince, thanksAt } from '../../domain/thanks';
import { instantToLocal, localDateOf, localToInstant } from '../../domain/time';

const timeZone = 'Europe/Stockholm';
const at = (local: string) => localToInstant(local, timeZone);
const day = 24 * 3600_000;
const dueAfter = (local: string) => instantToLocal(thanksAt({ overAt: at(local), timeZone }), timeZone);

describe('when people are thanked', () => {
  test('at ten the day after, whenever it ended', () => {
    expect(dueAfter('2017-05-17T00:30')).toBe('2017-05-18T10:00');
    expect(dueAfter('2017-05-17T15:00')).toBe('2017-05-18T10:00');
    expect(dueAfter('2017-05-17T23:59')).toBe('2017-05-18T10:00');
  });
  test('what ends at midnight, or has no end of its own, ended the day before', () => {
    expect(dueAfter('2017-05-18T00:00')).toBe('2017-05-18T10:00');
  });
  test('ten is ten, also when the clocks are changed in between, and by the event’s own clock', () => {
    expect(dueAfter('2017-03-25T22:00')).toBe('2017-03-26T10:00');
    expect(dueAfter('2017-10-28T22:00')).toBe('2017-10-29T10:00');
    const there = { overAt: localToInstant('2017-05-17T20:00', 'America/New_York'), timeZone: 'America/New_York' };
    expect(instantToLocal(thanksAt(there), 'America/New_York')).toBe('2017-05-18T10:00');
  });
  test('not before, not a week late, and not where it was due before there were words', () => {
    const end = { overAt: at('2017-05-17T15:00'), timeZone };
    const due = thanksAt(end);
    expect(isThanksDue(end, 0, due - 1)).toBe(false);
    expect(isThanksDue(end, 0, due)).toBe(true);
    expect(isThanksDue(end, due, due + 7 * day)).toBe(true);
    expect(isThanksDue(end, 0, due + 7 * day + 1)).toBe(false);
    expect(isThanksDue(end, due + 1, due + 2)).toBe(false);
  });
  test('in any zone: after the end, at ten of the next day, and while the clock still looks back', () => {
    const zones = ['Europe/Stockholm', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kolkata'];
    const ends = fc.integer({ min: at('2017-01-01T00:00'), max: at('2019-01-01T00:00') });
    fc.assert(
      fc.property(ends, fc.constantFrom(...zones), (overAt, zone) => {
        const end = { overAt, timeZone: zone };
        const due = thanksAt(end);
        expect(instantToLocal(due, zone)).toMatch(/T10:00$/u);
        expect(due - overAt).toBeGreaterThanOrEqual(9 * 3600_000);
        expect(localDateOf(due - day, zone) <= localDateOf(overAt, zone)).toBe(true);
        expect(isThanksDue(end, 0, overAt)).toBe(false);
        expect(isThanksDue(end, 0, overAt + longestSince)).toBe(false);
      }),
    );
  });
});
