import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueReminder, earliestReminder, reminderAt, reminderTimings, usualTimings } from '../../domain/reminder';
import { instantToLocal, localToInstant } from '../../domain/time';

const timeZone = 'Europe/Stockholm';
const at = (local: string) => localToInstant(local, timeZone);
const start = { startAt: at('2017-05-17T14:00'), timeKnown: true, timeZone };
const all = { week: 0, 'two-days': 0, day: 0, 'two-hours': 0 };

describe('when one is reminded', () => {
  test('days before at ten, hours before by the clock', () => {
    const local = reminderTimings.map((timing) => instantToLocal(reminderAt(start, timing)!, timeZone));
    expect(local).toEqual(['2017-05-10T10:00', '2017-05-15T10:00', '2017-05-16T10:00', '2017-05-17T12:00']);
  });
  test('ten is ten, also when the clocks are changed in between', () => {
    const monday = { ...start, startAt: at('2017-03-27T09:00') };
    expect(instantToLocal(reminderAt(monday, 'week')!, timeZone)).toBe('2017-03-20T10:00');
    expect(instantToLocal(reminderAt(monday, 'day')!, timeZone)).toBe('2017-03-26T10:00');
  });
  test('no hours are counted from a time that is not known', () => {
    expect(reminderAt({ ...start, timeKnown: false }, 'two-hours')).toBeNull();
    expect(reminderAt({ ...start, timeKnown: false }, 'day')).not.toBeNull();
  });
  test('usually once, the day before', () => {
    expect(dueReminder(start, usualTimings, at('2017-05-16T09:59'))).toBeNull();
    expect(dueReminder(start, usualTimings, at('2017-05-16T10:00'))?.timing).toBe('day');
    expect(dueReminder(start, {}, at('2017-05-17T13:00'))).toBeNull();
  });
  test('after a stop only the last goes, and none within the hour', () => {
    expect(dueReminder(start, all, at('2017-05-16T20:00'))?.timing).toBe('day');
    expect(dueReminder(start, all, at('2017-05-17T13:00'))?.timing).toBe('two-hours');
    expect(dueReminder(start, all, at('2017-05-17T13:01'))).toBeNull();
    expect(dueReminder(start, all, start.startAt)).toBeNull();
  });
  test('what was due before it was chosen is not sent afterwards', () => {
    const since = { week: at('2017-05-14T12:00'), day: at('2017-05-14T12:00') };
    expect(dueReminder(start, since, at('2017-05-15T12:00'))).toBeNull();
    expect(dueReminder(start, since, at('2017-05-16T12:00'))?.timing).toBe('day');
  });
  test('every reminder is due before the start, and within what the clock looks ahead', () => {
    const starts = fc.integer({ min: at('2017-01-01T00:00'), max: at('2019-01-01T00:00') });
    fc.assert(
      fc.property(starts, fc.constantFrom(...reminderTimings), (startAt, timing) => {
        const due = reminderAt({ startAt, timeKnown: true, timeZone }, timing)!;
        expect(due).toBeLessThan(startAt);
        expect(startAt - due).toBeLessThanOrEqual(earliestReminder);
      }),
    );
  });
});
