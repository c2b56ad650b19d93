import { describe, expect, it } from 'vitest';
import { outsideOf } from '../../domain/part-times';

const day = { start: '2027-05-17T10:00', end: '2027-05-17T15:00' };
const part = (start: string, end?: string) => ({ start: `2027-05-${start}`, ...(end && { end: `2027-05-${end}` }) });

describe('A part of an event', () => {
  it.each([
    ['the whole time', part('17T10:00', '17T15:00'), null],
    ['in the middle, without an end', part('17T11:00'), null],
    ['an hour before it', part('17T08:00', '17T09:00'), 'before'],
    ['from before it and into it', part('17T09:30', '17T10:30'), 'before'],
    ['the day before', part('16T17:00', '16T19:00'), 'before'],
    ['until after it', part('17T14:00', '17T15:30'), 'after'],
    ['when it is over', part('17T15:00'), 'after'],
    ['an hour after it', part('17T16:00', '17T17:00'), 'after'],
    ['from before it until after it', part('17T09:00', '17T16:00'), 'both'],
  ])('that is %s', (_when, times, outside) => {
    expect(outsideOf(times, day)).toBe(outside);
  });

  it('without a time, or of an event without one, is not outside', () => {
    expect(outsideOf({}, day)).toBeNull();
    expect(outsideOf(part('17T08:00'), {})).toBeNull();
  });

  it('of an event without an end may be as late as one likes on its day, and into the night', () => {
    const open = { start: day.start };
    expect(outsideOf(part('17T21:00', '18T01:00'), open)).toBeNull();
    expect(outsideOf(part('18T09:00', '18T10:00'), open)).toBe('after');
    expect(outsideOf(part('17T09:00'), open)).toBe('before');
  });

  it('of an event whose time of day is open is compared by its day', () => {
    const days = { start: '2027-05-17', end: '2027-05-18' };
    expect(outsideOf(part('17T06:00', '17T07:00'), days)).toBeNull();
    expect(outsideOf(part('18T22:00', '18T23:59'), days)).toBeNull();
    expect(outsideOf(part('16T23:00'), days)).toBe('before');
    expect(outsideOf(part('19T08:00'), days)).toBe('after');
    expect(outsideOf(part('17T06:00', '17T07:00'), { start: '2027-05-17' })).toBeNull();
  });

  it('whose own time of day is open is compared by its day', () => {
    expect(outsideOf(part('17'), day)).toBeNull();
    expect(outsideOf(part('16'), day)).toBe('before');
  });

  it('may go on past midnight as its event does', () => {
    const night = { start: '2027-05-17T20:00', end: '2027-05-18T02:00' };
    expect(outsideOf(part('18T00:30', '18T01:30'), night)).toBeNull();
    expect(outsideOf(part('18T01:00', '18T03:00'), night)).toBe('after');
  });
});
