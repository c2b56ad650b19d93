import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import written from '../../../db/programme/helsingborg-2017.json';
import { moveForward } from '../../../domain/programme/demo-dates';
import { readProgramme } from '../../../domain/programme/read';
import type { Programme } from '../../../domain/programme/schema';
import { timesOf } from '../../../domain/programme/series-rules';
import { occurrencesOf } from '../../../domain/recurrence';
import { addDays, dateOf, isoWeekOf, weekdayOf } from '../../../domain/time';

function moved(today: string): Programme {
  const result = readProgramme(moveForward(written, today));
  if (!result.ok) throw new Error(`${today}: ${result.problems.map((one) => `${one.path} ${one.message}`).join('\n')}`);
  return result.programme;
}

function eventOf(programme: Programme, slug: string) {
  return programme.events.find((event) => event.slug === slug)!;
}

function datesAhead(programme: Programme, slug: string, today: string): string[] {
  const series = programme.series.find((one) => one.slug === slug)!;
  const dates = occurrencesOf(timesOf(series), addDays(today, 400));
  if (!dates.ok) throw new Error(JSON.stringify(dates.problems));
  return dates.occurrences.map((one) => dateOf(one.start)).filter((date) => date >= today);
}

describe('the demo programme moved forward', () => {
  it('leaves the written one as it was', () => {
    const before = JSON.stringify(written);
    moveForward(written, '2026-11-25');
    expect(JSON.stringify(written)).toBe(before);
  });

  it('puts a single event in the same week and on the same weekday of the coming twelve months', () => {
    // 17 May 2017 is the Wednesday of week 20
    expect(eventOf(moved('2026-11-25'), 'halsodag').start).toBe('2027-05-19T10:00');
    expect(eventOf(moved('2026-05-12'), 'halsodag').start).toBe('2026-05-13T10:00');
    expect(eventOf(moved('2026-05-13'), 'halsodag').start).toBe('2026-05-13T10:00');
    expect(eventOf(moved('2026-05-14'), 'halsodag').start).toBe('2027-05-19T10:00');
  });

  it('moves what is inside an event with it', () => {
    const event = eventOf(moved('2026-11-25'), 'halsodag');
    expect(event.end).toBe('2027-05-19T15:00');
    expect(event.activities.find((one) => one.slug === 'yoga')).toMatchObject({
      start: '2027-05-19T14:00',
      end: '2027-05-19T15:00',
      capacity: 20,
    });
    const breakfast = eventOf(moved('2026-11-25'), 'frukostdialog');
    expect(breakfast.start).toBe('2027-06-02T08:00');
    expect(breakfast.kept[0]?.until).toBe('2027-05-26T08:00');
  });

  it('starts a series in its own week of the past twelve months, and lets it go on for twelve', () => {
    const series = moved('2026-11-25').series.find((one) => one.slug === 'ledningsgrupp')!;
    expect(series.start).toBe('2026-03-19T10:00');
    expect(series.until).toBe('2027-11-25');
  });

  it('lets a moved date follow its week: Thursday of week 16 becomes the Wednesday before', () => {
    const series = moved('2026-11-25').series.find((one) => one.slug === 'ledningsgrupp')!;
    expect(series.moved).toEqual([
      { from: '2026-04-16', start: '2026-04-15T10:30', end: '2026-04-15T12:00', venue: null },
    ]);
  });

  it('moves a course and explicit dates as one piece, ahead', () => {
    const programme = moved('2026-11-25');
    const course = programme.series.find((one) => one.slug === 'kurs-overskuldsattning')!;
    expect(course.start).toBe('2027-10-12T18:00');
    const workshops = programme.series.find((one) => one.slug === 'invanare-som-medskapare')!;
    expect(workshops.start).toBe('2027-04-22T13:00');
    expect(workshops.added.map((one) => one.start)).toEqual([
      '2027-09-02T13:00',
      '2027-10-21T13:00',
      '2027-12-09T13:00',
    ]);
  });

  it('puts a week 53 in week 52 where the year has no 53', () => {
    const file = { events: [{ start: '2020-12-31T10:00', end: '2021-01-01T01:00' }] };
    expect(moveForward(file, '2023-06-01').events[0]).toEqual({ start: '2023-12-28T10:00', end: '2023-12-29T01:00' });
    expect(moveForward(file, '2026-06-01').events[0]).toEqual({ start: '2026-12-31T10:00', end: '2027-01-01T01:00' });
  });

  it('finds the nearest date of the rule for a moved date whose week has none', () => {
    const file = {
      series: [
        {
          rrule: 'FREQ=MONTHLY;BYDAY=1TH',
          start: '2017-09-07T10:00',
          moved: [{ from: '2017-11-02', start: '2017-11-01T10:00' }],
          cancelled: ['2018-01-04'],
          added: [{ start: '2017-12-14T10:00' }],
        },
      ],
    };
    // Thursday of week 44 of 2021 is 4 November, of week 1 of 2022 is 6 January
    const [in2021] = moveForward(file, '2022-02-01').series;
    expect(in2021).toMatchObject({
      start: '2021-09-09T10:00',
      moved: [{ from: '2021-11-04', start: '2021-11-03T10:00' }],
      cancelled: ['2022-01-06'],
      added: [{ start: '2021-12-16T10:00' }],
    });
    // and of week 44 of 2023 it is 2 November, of week 1 of 2024 4 January
    expect(moveForward(file, '2024-02-01').series[0]).toMatchObject({ cancelled: ['2024-01-04'] });
  });

  it('keeps a rule with an UNTIL as long as it was', () => {
    const file = { series: [{ rrule: 'FREQ=WEEKLY;UNTIL=20171107', start: '2017-10-10T18:00' }] };
    expect(moveForward(file, '2026-11-25').series[0]).toMatchObject({
      rrule: 'FREQ=WEEKLY;UNTIL=20271109',
      start: '2027-10-12T18:00',
    });
  });

  it('leaves open dates open', () => {
    expect(eventOf(moved('2026-11-25'), 'ocn-utbildning').start).toBeUndefined();
    expect(moveForward({ events: [{ start: null }] }, '2026-11-25')).toEqual({ events: [{ start: null }] });
  });

  it('is a programme that can be loaded, with something ahead in each of its parts, on any day of 2017 to 2035', () => {
    const day = fc.integer({ min: 0, max: 19 * 365 + 4 }).map((days) => addDays('2017-01-01', days));
    const turns = ['2017-01-01', '2020-12-31', '2021-01-03', '2021-01-04', '2026-12-31', '2027-01-03', '2032-12-30'];
    fc.assert(
      fc.property(day, (today) => {
        const programme = moved(today);
        const [soonest, farthest] = [today, addDays(today, 371)];
        for (const [index, event] of programme.events.entries()) {
          const before = written.events[index]?.start;
          if (!event.start || !before) continue;
          const date = dateOf(event.start);
          expect(date >= soonest && date < farthest, `${event.slug} on ${today}`).toBe(true);
          expect(weekdayOf(date)).toBe(weekdayOf(dateOf(before)));
          expect(isoWeekOf(date).week).toBe(isoWeekOf(dateOf(before)).week);
        }
        for (const series of programme.series) {
          const ahead = datesAhead(programme, series.slug, today);
          expect(ahead.length, `${series.slug} on ${today}`).toBeGreaterThan(0);
        }
        expect(programme.series.find((one) => one.slug === 'ledningsgrupp')?.moved).toHaveLength(1);
      }),
      { numRuns: 30, seed: 2017, examples: turns.map((today) => [today]) },
    );
  });
});
