import { expect, test } from 'vitest';
import { readTakers } from '../../../app/forms/taker-form';

const offers = [{ id: 'fest' }, { id: 'kurs' }];
const takers = [{ id: 'asa' }, { id: 'cia' }];
const of = (read: ReturnType<typeof readTakers>) =>
  'faults' in read ? read.faults : offers.map(({ id }) => read.takerOf(id));

test('one takes everything, or each thing its own, and a number is of who takes the most', () => {
  const all: [string, string][] = [
    ['till', 'asa'],
    ['telefon', ' 042-22 22 22 '],
  ];
  expect(of(readTakers(all, offers, takers))).toEqual([
    { to: 'asa', phone: '042-22 22 22' },
    { to: 'asa', phone: '042-22 22 22' },
  ]);
  expect(of(readTakers([...all, ['till.kurs', 'cia']], offers, takers))).toEqual([
    { to: 'asa', phone: '042-22 22 22' },
    { to: 'cia', phone: undefined },
  ]);
});

test('nobody, or somebody who cannot, is said beside the field', () => {
  expect(of(readTakers([], offers, takers))).toEqual([{ field: 'till', fault: 'missing' }]);
  const somebody: [string, string][] = [
    ['till', 'asa'],
    ['till.kurs', 'bo'],
  ];
  expect(of(readTakers(somebody, offers, takers))).toEqual([{ field: 'till.kurs', fault: 'unknown' }]);
});
