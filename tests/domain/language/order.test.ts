import { expect, it } from 'vitest';
import { compareNames } from '../../../domain/language/order';

it('orders names as Swedish does: å, ä and ö last, small letters with large', () => {
  const names = ['Örjan', 'Zara', 'Åsa', 'adam', 'Ängla', 'Bo', 'Andrea'];
  expect(names.sort(compareNames)).toEqual(['adam', 'Andrea', 'Bo', 'Zara', 'Åsa', 'Ängla', 'Örjan']);
});
