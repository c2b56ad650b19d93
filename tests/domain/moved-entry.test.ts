import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isOverDays, onDate, partsMoved } from '../../domain/moved-entry';
import { addDays } from '../../domain/time';

const entry = {
  title: 'Fest',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  signupCloses: '2017-05-15T12:00',
  kept: [{ places: 2, until: '2017-05-10T12:00' }],
  activities: [{ slug: 'yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00' }, { slug: 'fika' }],
  shifts: [{ slug: 'bord', start: '2017-05-17T08:00' }],
};

describe('An event that is moved', () => {
  it('takes what is in it along, by the days and by the hours', () => {
    const moved = partsMoved(entry, '2017-05-18T10:30');
    expect(moved.activities).toEqual([
      { slug: 'yoga', start: '2017-05-18T11:30', end: '2017-05-18T12:30' },
      { slug: 'fika' },
    ]);
    expect(moved.shifts[0]).toMatchObject({ start: '2017-05-18T08:30' });
    expect(moved.kept[0]).toMatchObject({ places: 2, until: '2017-05-11T12:30' });
  });

  it('whose day is open again has parts without times', () => {
    expect(partsMoved(entry, undefined).activities[0]).toEqual({ slug: 'yoga', start: undefined, end: undefined });
  });

  it('that gets its first day leaves its parts as they are', () => {
    const open = { ...entry, start: undefined, end: undefined };
    expect(partsMoved(open, '2017-06-01')).toBe(open);
  });

  it('to another day keeps its hours', () => {
    const copy = onDate(entry, '2018-06-01');
    expect(copy).toMatchObject({
      start: '2018-06-01T10:00',
      end: '2018-06-01T15:00',
      signupCloses: '2018-05-30T12:00',
      activities: [{ start: '2018-06-01T11:00' }, {}],
    });
  });

  it('to no day has no times at all', () => {
    const open = onDate(entry, null);
    expect(JSON.stringify(open)).not.toMatch(/\d{4}-\d{2}/);
    expect(open.title).toBe('Fest');
  });

  test('there and back again is where it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (days) => {
        const there = onDate(entry, addDays('2017-05-17', days));
        expect(onDate(there, '2017-05-17')).toEqual(onDate(entry, '2017-05-17'));
      }),
    );
  });

  it('goes on for days only where it ends on another', () => {
    expect(isOverDays(entry)).toBe(false);
    expect(isOverDays({ start: '2017-05-17', end: '2017-05-18' })).toBe(true);
    expect(isOverDays({})).toBe(false);
  });
});
