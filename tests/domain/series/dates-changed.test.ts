import { expect, test } from 'vitest';
import { readProgramme } from '../../../domain/programme/read';
import { datesChanged } from '../../../domain/series/dates-changed';
import { cancelDate, endAfter, moveDate } from '../../../domain/series/edits';
import { localToInstant } from '../../../domain/time';

type Series = ReturnType<typeof series>;
const now = localToInstant('2027-09-10T12:00', 'Europe/Stockholm');

function series(rrule: string) {
  const times = { rrule, start: '2027-09-02T10:00', end: '2027-09-02T12:00' };
  const entry = { slug: 'mote', title: 'Möte', host: 'rsmh', ...times };
  const read = readProgramme({ organisations: [{ slug: 'rsmh', name: 'RSMH' }], series: [entry] });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.programme.series[0]!;
}
const changed = (before: Series, after: Series) => {
  const { gone, come, endless } = datesChanged(before, after, now, '2027-10-08');
  return { gone: gone.map(({ date }) => date), come: come.map(({ date }) => date), endless };
};

test('a change of a series takes dates away and gives others', () => {
  const weekly = series('FREQ=WEEKLY;COUNT=4');
  // what has been is neither
  expect(changed(weekly, series('FREQ=WEEKLY;BYDAY=FR;COUNT=4'))).toEqual({
    gone: ['2027-09-16', '2027-09-23'],
    come: ['2027-09-17', '2027-09-24'],
    endless: false,
  });
  expect(changed(weekly, series('FREQ=WEEKLY'))).toEqual({
    ...{ gone: [], come: ['2027-09-30', '2027-10-07'], endless: true },
  });
  expect(changed(weekly, endAfter(weekly, '2027-09-20'))).toMatchObject({ gone: ['2027-09-23'], come: [] });
});

test('a date that is moved is the same, and one that is off is none', () => {
  const weekly = series('FREQ=WEEKLY;COUNT=4');
  const moved = moveDate(weekly, '2027-09-16', { start: '2027-09-17T10:00' });
  expect(changed(weekly, moved)).toMatchObject({ gone: [], come: [] });
  const off = cancelDate(weekly, '2027-09-16');
  expect(changed(off, endAfter(off, '2027-09-10'))).toMatchObject({ gone: ['2027-09-23'] });
  expect(changed(off, weekly)).toMatchObject({ gone: [], come: ['2027-09-16'] });
});
