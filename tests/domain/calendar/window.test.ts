import { describe, expect, it } from 'vitest';
import { calendarsSince, machinesSince } from '../../../domain/calendar';
import { localToInstant } from '../../../domain/time';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

describe('how far back calendars reach', () => {
  it('is whole days by the clocks of Helsingborg, over both changes of the clock', () => {
    expect(calendarsSince(at('2017-05-17T12:00'))).toBe(at('2016-05-16T00:00'));
    expect(machinesSince(at('2017-04-10T12:00'))).toBe(at('2017-03-10T00:00'));
    expect(machinesSince(at('2017-11-10T12:00'))).toBe(at('2017-10-10T00:00'));
  });

  it('is the same all day, so that the same data is the same bytes', () => {
    for (const since of [calendarsSince, machinesSince]) {
      expect(since(at('2017-05-17T00:00'))).toBe(since(at('2017-05-17T23:59')));
      expect(since(at('2017-05-18T00:00'))).toBeGreaterThan(since(at('2017-05-17T23:59')));
    }
  });
});
