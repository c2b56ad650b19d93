import { valueOf } from '../typed';
import { Reading } from './reading';
import type { SectionForm } from './section-form';

/** Where it is, and how one gets in. */
export const whereForm: SectionForm = {
  typedOf: ({ venue, address, access = {} }) => [
    ['venue', venue ?? ''],
    ['address', address ?? ''],
    ['stepFree', saidAs(access.stepFree)],
    ['toilets', saidAs(access.toilets)],
    ['directions', access.directions ?? ''],
  ],
  read(typed, { today }) {
    const form = new Reading(typed, today);
    const values = {
      venue: form.line('venue', 200),
      address: form.line('address', 500),
      access: {
        stepFree: isSaid(valueOf(typed, 'stepFree')),
        toilets: isSaid(valueOf(typed, 'toilets')),
        directions: form.text('directions', 2000),
      },
    };
    return {
      change: (before) => ({ ...before, ...values }),
      faults: form.faults,
      at: { 'access.directions': 'directions', access: 'stepFree' },
    };
  },
};

/** Yes, no, or not said: what nobody knows is not a no. */
export const saidAs = (fact: boolean | undefined): string => (fact === undefined ? '' : fact ? 'yes' : 'no');
export const isSaid = (word: string): boolean | undefined =>
  word === 'yes' ? true : word === 'no' ? false : undefined;
