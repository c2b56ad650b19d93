import { describe, expect, test } from 'vitest';
import { isByDate, whyUnchangeable, withoutSignup, type Offer } from '../../domain/offer';

describe('a series that one signs up to by date', () => {
  test.each<[Offer['type'], Offer['signup'], string | null, boolean]>([
    ['series', 'open', null, true],
    ['series', 'open', 'https://example.org/', false],
    ['series', 'none', null, false],
    ['series', 'whole', null, false],
    ['event', 'open', null, false],
    ['event', 'none', null, false],
  ])('%s, signup %s, elsewhere %s: %s', (type, signup, externalSignup, byDate) => {
    expect(isByDate({ type, signup, externalSignup })).toBe(byDate);
  });
});

describe('what takes no signups', () => {
  test.each<[Offer['signup'], string | null, string | null, ReturnType<typeof withoutSignup>]>([
    ['open', null, null, null],
    ['whole', null, null, null],
    // a date of a course: one signs up to the course
    ['none', null, 'kurs', null],
    ['none', null, null, { state: 'none' }],
    ['open', 'https://example.org/', null, { state: 'external', url: 'https://example.org/' }],
    ['none', 'https://example.org/', null, { state: 'external', url: 'https://example.org/' }],
  ])('signup %s, elsewhere %s, of the course %s: %j', (signup, externalSignup, wholeSeries, way) => {
    expect(withoutSignup({ signup, externalSignup, wholeSeries })).toEqual(way);
  });
});

describe('why a signup can no longer be changed, §3.15', () => {
  const signup: Parameters<typeof whyUnchangeable>[0] = { state: 'confirmed' };
  const offer: Parameters<typeof whyUnchangeable>[1] = { status: 'published', overAt: 1_000 };

  test.each<[string, Partial<typeof signup>, Partial<typeof offer>, number, string | undefined]>([
    ['not while it is coming', {}, {}, 999, undefined],
    ['not of an offer that never ends', {}, { overAt: null }, 1_000_000, undefined],
    ['not because one waits', { state: 'waitlisted' }, {}, 999, undefined],
    ['when it is over', {}, {}, 1_000, 'over'],
    ['when the event is cancelled, also when it is over', {}, { status: 'cancelled' }, 1_000, 'event-cancelled'],
    ['when one has cancelled, first of all', { state: 'cancelled' }, { status: 'cancelled' }, 1_000, 'cancelled'],
  ])('%s', (_when, state, facts, now, kind) => {
    expect(whyUnchangeable({ ...signup, ...state }, { ...offer, ...facts }, now)?.kind).toBe(kind);
  });
});
