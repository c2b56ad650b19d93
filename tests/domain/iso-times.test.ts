import { describe, expect, it } from 'vitest';
import { isoTimes } from '../../domain/iso-times';
import { spanToInstants } from '../../domain/time';

function timesOf(start: string, end: string | null, timeZone = 'Europe/Stockholm') {
  const span = spanToInstants(start, end, timeZone);
  return isoTimes({ startAt: span.start, endAt: span.end, timeKnown: start.includes('T'), timeZone });
}

describe('times for machines', () => {
  it.each([
    ['2017-05-17T10:00', '2017-05-17T15:00', '2017-05-17T10:00:00+02:00', '2017-05-17T15:00:00+02:00'],
    ['2017-01-17T10:00', null, '2017-01-17T10:00:00+01:00', null],
    // the night when the clock goes back
    ['2017-10-29T01:30', '2017-10-29T03:30', '2017-10-29T01:30:00+02:00', '2017-10-29T03:30:00+01:00'],
    ['2017-10-02', null, '2017-10-02', null],
    ['2017-06-01', '2017-06-02', '2017-06-01', '2017-06-02'],
  ])('%s to %s', (start, end, isoStart, isoEnd) => {
    expect(timesOf(start, end)).toEqual({ start: isoStart, end: isoEnd });
  });

  it('are null while the date is open', () => {
    const open = { startAt: null, endAt: null, timeKnown: false, timeZone: 'Europe/Stockholm' };
    expect(isoTimes(open)).toEqual({ start: null, end: null });
  });
});
