import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atLineStart,
  formatDay,
  formatShortDay,
  formatSpan,
  formatTime,
  formatWhen,
  nearDay,
} from '../../../domain/language/dates';
import { languages, speak } from '../../../domain/language/speech';
import { localToInstant, spanToInstants } from '../../../domain/time';

fc.configureGlobal({ seed: 20170323 });

const zone = 'Europe/Stockholm';
const sv = speak('sv');
const en = speak('en');
const at = (local: string) => localToInstant(local, zone);
const when = (start: string, end: string | null = null) => {
  const span = spanToInstants(start, end, zone);
  return { startAt: span.start, endAt: span.end, timeKnown: start.length > 10, timeZone: zone };
};

describe('when an event is', () => {
  test('a time on one day', () => {
    const event = when('2027-05-17T14:00', '2027-05-17T15:00');
    expect(formatWhen(event, sv)).toBe('måndag 17 maj 2027 kl. 14.00–15.00');
    expect(formatWhen(event, en)).toMatch(/^Monday,? 17 May 2027, 14:00–15:00$/);
  });

  test('a start without an end', () => {
    expect(formatWhen(when('2027-05-31T08:30'), sv)).toBe('måndag 31 maj 2027 kl. 08.30');
  });

  test('past midnight, and over several days', () => {
    expect(formatWhen(when('2027-06-04T22:00', '2027-06-05T02:00'), sv)).toBe(
      'fredag 4 juni 2027 kl. 22.00 till lördag 5 juni 2027 kl. 02.00',
    );
    expect(formatWhen(when('2027-12-30T10:00', '2028-01-02T16:00'), sv, at('2027-12-01T12:00'))).toBe(
      'torsdag 30 december kl. 10.00 till söndag 2 januari 2028 kl. 16.00',
    );
  });

  test('until midnight is still the same day', () => {
    expect(formatWhen(when('2027-06-04T18:00', '2027-06-05T00:00'), sv)).toBe('fredag 4 juni 2027 kl. 18.00–00.00');
  });

  test('a date whose time is open, and several such', () => {
    expect(formatWhen(when('2027-05-17'), sv)).toBe('måndag 17 maj 2027, tid meddelas senare');
    expect(formatWhen(when('2027-05-17', '2027-05-17'), sv)).toBe('måndag 17 maj 2027, tid meddelas senare');
    expect(formatWhen(when('2027-06-01', '2027-06-02'), sv)).toBe(
      'tisdag 1 juni 2027 till onsdag 2 juni 2027, tid meddelas senare',
    );
    expect(formatWhen(when('2027-05-17'), en)).toMatch(/^Monday,? 17 May 2027, time to be announced$/);
  });

  test('no date yet', () => {
    const open = { startAt: null, timeKnown: false, endAt: null, timeZone: zone };
    expect(formatWhen(open, sv)).toBe('Datum meddelas senare');
    expect(formatWhen(open, en)).toBe('Date to be announced');
  });

  test('near days are named, and this year goes without saying', () => {
    const event = when('2027-05-17T14:00', '2027-05-17T15:00');
    expect(formatWhen(event, sv, at('2027-05-17T00:00'))).toBe('i dag, måndag 17 maj kl. 14.00–15.00');
    expect(formatWhen(event, sv, at('2027-05-16T23:59'))).toBe('i morgon, måndag 17 maj kl. 14.00–15.00');
    expect(formatWhen(event, sv, at('2027-05-15T23:59'))).toBe('måndag 17 maj kl. 14.00–15.00');
    expect(formatWhen(event, sv, at('2026-05-17T12:00'))).toBe('måndag 17 maj 2027 kl. 14.00–15.00');
    expect(formatWhen(event, en, at('2027-05-17T00:00'))).toBe('today, Monday 17 May, 14:00–15:00');
  });

  test("by the event's own clock, wherever the server or the reader is", () => {
    const helsinki = { ...when('2027-05-17T23:30', '2027-05-17T23:45'), timeZone: 'Europe/Helsinki' };
    expect(formatWhen(helsinki, sv)).toBe('tisdag 18 maj 2027 kl. 00.30–00.45');
  });

  test('on the nights when the clock changes', () => {
    expect(formatWhen(when('2027-03-28T02:30', '2027-03-28T03:15'), sv)).toBe('söndag 28 mars 2027 kl. 03.30–04.15');
    expect(formatWhen(when('2027-10-31T02:30', '2027-10-31T03:30'), sv)).toBe('söndag 31 oktober 2027 kl. 02.30–03.30');
  });
});

describe('when a part of an event is', () => {
  const yoga = when('2027-05-17T14:00', '2027-05-17T15:00');

  test('its times alone, beside a day that is shown', () => {
    expect(formatSpan(yoga, sv)).toBe('kl. 14.00–15.00');
    expect(formatSpan(yoga, sv, '2027-05-17')).toBe('kl. 14.00–15.00');
    expect(formatSpan(yoga, en)).toBe('14:00–15:00');
    expect(formatSpan({ ...yoga, endAt: null }, sv)).toBe('kl. 14.00');
  });

  test('with its day, when that is another or there are two', () => {
    expect(formatSpan(yoga, sv, '2027-05-16')).toBe('måndag 17 maj kl. 14.00–15.00');
    expect(formatSpan({ ...yoga, endAt: null }, sv, '2027-05-16')).toBe('måndag 17 maj kl. 14.00');
    expect(formatSpan(when('2027-06-04T22:00', '2027-06-05T02:00'), sv, '2027-06-04')).toBe(
      'fredag 4 juni kl. 22.00 till lördag 5 juni kl. 02.00',
    );
  });
});

test('pieces', () => {
  expect(formatTime(at('2027-05-17T09:05'), zone, sv)).toBe('09.05');
  expect(formatTime(at('2027-05-17T09:05'), zone, en)).toBe('09:05');
  expect(formatDay('2027-05-17', sv)).toBe('måndag 17 maj 2027');
  expect(formatDay('2027-05-17', sv, '2027-05-18')).toBe('i går, måndag 17 maj');
  expect(nearDay('2027-05-17', sv, '2027-05-17')).toBe('i dag');
  expect(nearDay('2027-05-17', en, '2027-05-15')).toBeNull();
  expect(formatShortDay('2027-05-17', sv)).toEqual({ weekday: 'mån', day: '17', month: 'maj' });
  expect(formatShortDay('2027-05-17', en)).toEqual({ weekday: 'Mon', day: '17', month: 'May' });
  expect(atLineStart('i dag', sv)).toBe('I dag');
  expect(atLineStart('år 2027', sv)).toBe('År 2027');
  expect(atLineStart('', sv)).toBe('');
});

test('whatever is stored can be said, in every language, without a gap in the words', () => {
  const instants = fc.integer({ min: Date.parse('2017-01-01'), max: Date.parse('2100-01-01') });
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.option(instants),
      fc.option(fc.integer({ min: 1, max: 10 * 86_400_000 })),
      fc.boolean(),
      fc.option(instants, { nil: undefined }),
      (language, start, length, timeKnown, now) => {
        const end = start === null || length === null ? null : start + length;
        const text = formatWhen({ startAt: start, timeKnown, endAt: end, timeZone: zone }, speak(language), now);
        expect(text).not.toMatch(/undefined|null|NaN|Invalid|[{}]|event_when|^\s|\s$/);
      },
    ),
  );
});
