import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProgramme } from '../../../domain/programme/read';
import type { ProgrammeSeries } from '../../../domain/programme/schema';
import { timesOf } from '../../../domain/programme/series-rules';
import { occurrencesOf } from '../../../domain/recurrence';
import {
  addDate,
  againOn,
  cancelDate,
  changeDate,
  changeRule,
  endAfter,
  moveDate,
  restoreDate,
  type DateFields,
} from '../../../domain/series/edits';
import { addDays } from '../../../domain/time';

fc.configureGlobal({ seed: 20170323 });

/** A series as it comes out of a file; fails where the file would be refused. */
function series(more: object = {}): ProgrammeSeries {
  const entry = {
    ...{ slug: 'mote', title: 'Möte', host: 'rsmh', capacity: 20 },
    ...{ rrule: 'FREQ=WEEKLY', start: '2027-09-02T10:00', end: '2027-09-02T12:00', until: '2027-10-30' },
    activities: [{ slug: 'fika', title: 'Fika', start: '2027-09-02T11:00' }],
    ...more,
  };
  const read = readProgramme({ organisations: [{ slug: 'rsmh', name: 'RSMH' }], series: [entry] });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.programme.series[0]!;
}
const again = (one: ProgrammeSeries) => series(JSON.parse(JSON.stringify(one)) as object);
const dates = (one: ProgrammeSeries) => {
  const given = occurrencesOf(timesOf(again(one)), '2028-12-31');
  if (!given.ok) throw new Error(JSON.stringify(given.problems));
  return given.occurrences;
};
const on = (one: ProgrammeSeries, date: string) => dates(one).find((occurrence) => occurrence.date === date);

describe('a date of a series', () => {
  test('is moved, and moved back is no move', () => {
    const moved = moveDate(series(), '2027-09-09', { start: '2027-09-08T10:30', end: '2027-09-08T12:00', venue: null });
    expect(on(moved, '2027-09-09')).toMatchObject({ start: '2027-09-08T10:30', moved: true, venue: null });
    const back = moveDate(moved, '2027-09-09', { start: '2027-09-09T10:00', end: '2027-09-09T12:00' });
    expect(back.moved).toEqual([]);
  });
  test('is cancelled, and taken back', () => {
    const cancelled = cancelDate(cancelDate(series(), '2027-09-09'), '2027-09-09');
    expect(on(cancelled, '2027-09-09')).toMatchObject({ cancelled: true });
    expect(restoreDate(cancelled, '2027-09-09', { start: '2027-09-09T10:00' })).toEqual(series());
  });
  test('is added, moved under its own name, cancelled, and taken back', () => {
    const added = addDate(series(), { start: '2027-09-05T18:00', end: '2027-09-05T19:00' });
    const moved = moveDate(added, '2027-09-05', { start: '2027-09-06T18:00', end: '2027-09-06T19:00' });
    const cancelled = cancelDate(moved, '2027-09-05');
    expect(on(cancelled, '2027-09-05')).toMatchObject({ start: '2027-09-06T18:00', moved: true, cancelled: true });
    const back = restoreDate(cancelled, '2027-09-05', { start: '2027-09-06T18:00' });
    expect(on(back, '2027-09-05')).toMatchObject({ cancelled: false });
  });
  test('that the rule no longer gives is taken back as an added one', () => {
    const back = restoreDate(series(), '2027-12-02', { start: '2027-12-01T10:00', end: '2027-12-01T12:00' });
    expect(on(back, '2027-12-02')).toMatchObject({ start: '2027-12-01T10:00', cancelled: false });
  });
  test('is changed alone, or with all that follow', () => {
    const alone = changeDate(series(), '2027-09-09', false, { title: 'Julmöte', start: '18:00' });
    expect(alone.changed).toEqual([{ from: '2027-09-09', title: 'Julmöte', start: '18:00' }]);
    expect(on(alone, '2027-09-09')).toMatchObject({ start: '2027-09-09T18:00', end: '2027-09-09T20:00' });
    const following = changeDate(alone, '2027-09-23', true, { start: '09:00', end: '10:00', venue: 'Parken' });
    expect(on(following, '2027-09-30')).toMatchObject({ start: '2027-09-30T09:00', end: '2027-09-30T10:00' });
    const more = changeDate(following, '2027-09-23', true, { capacity: null });
    expect(more.changed).toHaveLength(2);
    expect(more.changed![1]).toMatchObject({ venue: 'Parken', capacity: null });
  });
  test('that has been moved keeps its day, and gets its new times there', () => {
    const moved = moveDate(series(), '2027-09-09', { start: '2027-09-08T10:00', venue: 'Här' });
    const changed = changeDate(moved, '2027-09-09', false, { start: '14:00', end: '15:00', title: 'Annat' });
    expect(on(changed, '2027-09-09')).toMatchObject({
      start: '2027-09-08T14:00',
      end: '2027-09-08T15:00',
      venue: 'Här',
    });
    expect(changed.changed).toEqual([{ from: '2027-09-09', title: 'Annat' }]);
  });
  test('of explicit dates follows too', () => {
    const explicit = series({
      ...{ rrule: 'FREQ=DAILY;COUNT=1', until: null, activities: [] },
      added: [{ start: '2027-10-05T10:00', end: '2027-10-05T12:00' }, { start: '2027-11-02T10:00' }],
    });
    const later = changeDate(explicit, '2027-10-05', true, { start: '13:00', end: '15:00' });
    expect(dates(later).map(({ start, end }) => [start, end])).toEqual([
      ['2027-09-02T10:00', '2027-09-02T12:00'],
      ['2027-10-05T13:00', '2027-10-05T15:00'],
      ['2027-11-02T13:00', '2027-11-02T15:00'],
    ]);
  });
});

describe('a series', () => {
  test('gets another rule: what both give keeps what was done to it, and times inside follow', () => {
    const before = cancelDate(
      moveDate(changeDate(series(), '2027-09-16', true, { start: '09:00', title: 'Nytt' }), '2027-09-23', {
        start: '2027-09-24T10:00',
      }),
      '2027-09-30',
    );
    const after = again(
      changeRule(
        before,
        {
          rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
          start: '2027-09-09T14:00',
          end: '2027-09-09T15:00',
          added: [],
        },
        '2027-09-03',
      ),
    );
    expect(after.moved.map((one) => one.from)).toEqual(['2027-09-23']);
    expect(after.cancelled).toEqual([]);
    expect(after.changed).toEqual([{ from: '2027-09-16', following: true, title: 'Nytt' }]);
    expect(after.activities[0]!.start).toBe('2027-09-09T15:00');
    expect(dates(after)[0]).toMatchObject({ start: '2027-09-09T14:00', end: '2027-09-09T15:00' });
  });
  test('keeps what was moved from a day that has been to one that is to come', () => {
    const moved = moveDate(changeDate(series(), '2027-09-09', false, { title: 'Utflykt' }), '2027-09-09', {
      start: '2027-09-25T11:00',
      venue: 'Parken',
    });
    const rule = { rrule: 'FREQ=WEEKLY;BYDAY=TH', start: '2027-09-23T14:00', end: '2027-09-23T15:00', added: [] };
    const after = again(changeRule(cancelDate(moved, '2027-09-09'), rule, '2027-09-20'));
    const [there] = dates(after);
    expect(there).toMatchObject({ date: '2027-09-09', start: '2027-09-25T11:00', moved: true, cancelled: true });
    expect(there).toMatchObject({ end: '2027-09-25T13:00', venue: 'Parken' });
    expect(after.changed).toEqual([{ from: '2027-09-09', title: 'Utflykt' }]);
    // it has been there too
    expect(dates(changeRule(moved, rule, '2027-09-26'))[0]).toMatchObject({ date: '2027-09-23' });
  });
  test('ends, and forgets what was beyond', () => {
    const before = addDate(cancelDate(series(), '2027-10-28'), { start: '2027-11-20T10:00' });
    const after = endAfter(before, '2027-09-20');
    expect(dates(after).map((one) => one.date)).toEqual(['2027-09-02', '2027-09-09', '2027-09-16']);
  });
  test('is made again on other dates, without what was done to the old ones', () => {
    const old = addDate(cancelDate(series({ signupCloses: '2027-09-01T12:00' }), '2027-10-28'), {
      start: '2027-11-20T10:00',
    });
    const rule = { rrule: 'FREQ=WEEKLY;COUNT=3', until: '2028-03-01' };
    const times = { ...rule, start: '2028-02-03T18:00', end: '2028-02-03T20:00' };
    const after = againOn(old, { ...times, added: [], cancelled: ['2028-02-10'] });
    expect(again(after)).toMatchObject({ ...times, moved: [], added: [], cancelled: ['2028-02-10'], capacity: 20 });
    expect([after.changed, after.signupCloses]).toEqual([undefined, '2028-02-02T20:00']);
    expect(dates(after).map((one) => one.date)).toEqual(['2028-02-03', '2028-02-10', '2028-02-17']);
    expect(after.activities).toMatchObject([{ title: 'Fika', start: '2028-02-03T19:00' }]);
  });
  test('can be read again whatever is done to it, in any order', () => {
    const day = fc.integer({ min: 0, max: 8 }).map((week) => addDays('2027-09-02', 7 * week));
    const fields = fc.record<DateFields>(
      {
        title: fc.constantFrom('Ett', 'Två'),
        start: fc.constantFrom('09:00', '23:00'),
        end: fc.constantFrom('01:00', '12:00'),
        venue: fc.constantFrom(null, 'Parken'),
      },
      { requiredKeys: [] },
    );
    type Step = (one: ProgrammeSeries) => ProgrammeSeries;
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.tuple(day, fc.integer({ min: -3, max: 3 })).map(
        ([date, days]): Step =>
          (one) =>
            moveDate(one, date, { start: `${addDays(date, days)}T11:00` }),
      ),
      day.map(
        (date): Step =>
          (one) =>
            cancelDate(one, date),
      ),
      day.map(
        (date): Step =>
          (one) =>
            restoreDate(one, date, { start: `${date}T10:00` }),
      ),
      fc.tuple(day, fc.boolean(), fields).map(
        ([date, following, what]): Step =>
          (one) =>
            changeDate(one, date, following, what),
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const after = steps.reduce((one, next) => next(one), series());
        expect(dates(after)).toHaveLength(9);
        const shorter = dates(endAfter(after, '2027-10-01')).map((one) => one.date);
        expect(shorter.at(-1)! <= '2027-10-01').toBe(true);
        expect(
          dates(
            changeRule(
              after,
              {
                rrule: 'FREQ=WEEKLY;COUNT=3',
                start: '2027-09-23T08:00',
                end: '2027-09-23T09:00',
                added: [],
              },
              '2027-09-01',
            ),
          ),
        ).toHaveLength(3);
      }),
      { numRuns: 200 },
    );
  });
});
