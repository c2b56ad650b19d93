import { describe, expect, test } from 'vitest';
import type { Question } from '../../domain/question';
import { signupWindow, type Offer, type OfferPart } from '../../domain/offer';
import {
  answerProblems,
  claimsOf,
  closedProblems,
  firstStart,
  overlap,
  problemsOf,
  type Wish,
} from '../../domain/wish';

const part = (
  slug: string,
  startAt: number | null,
  endAt: number | null,
  more: Partial<OfferPart> = {},
): OfferPart => ({
  id: slug,
  of: 'activity',
  slug,
  title: slug.toUpperCase(),
  startAt,
  endAt,
  status: 'published',
  poolId: `pool-${slug}`,
  capacity: null,
  ...more,
});

const offer: Offer = {
  id: 'event',
  type: 'event',
  slug: 'halsodag',
  title: 'Hälsodag',
  status: 'published',
  signup: 'open',
  externalSignup: null,
  wholeSeries: null,
  startAt: 100,
  timeKnown: true,
  endAt: 200,
  overAt: 200,
  timeZone: 'Europe/Stockholm',
  signupOpensAt: null,
  signupClosesAt: null,
  maxPartySize: 10,
  approval: false,
  waitlist: true,
  waitlistLimit: null,
  audiences: [],
  questions: [],
  parts: [
    part('yoga', 140, 160, { capacity: 4 }),
    part('grill', 160, 180),
    part('gym', 150, 170),
    part('gone', 110, 120, { status: 'cancelled' }),
    part('bord', 90, 150, { of: 'shift', capacity: 2 }),
  ],
  poolId: 'pool-event',
  capacity: 20,
  teams: null,
};

const wish: Wish = {
  name: 'Anna',
  email: null,
  phone: null,
  partySize: 1,
  activities: [],
  shifts: [],
  audience: null,
  note: null,
  answers: {},
  language: 'sv',
};

describe('what is wrong with a wish', () => {
  test('a name is enough (§2.3)', () => {
    expect(problemsOf(offer, wish, 50)).toEqual([]);
  });

  test('a party larger than the organiser lets one bring, or than a whole pool (§3.1)', () => {
    expect(problemsOf(offer, { ...wish, partySize: 11 }, 50)).toEqual([
      { field: 'partySize', problem: 'over-party-limit', limit: 10 },
    ]);
    expect(problemsOf(offer, { ...wish, partySize: 5, activities: ['yoga'] }, 50)).toEqual([
      { field: 'partySize', problem: 'larger-than-pool', limit: 4 },
    ]);
    expect(problemsOf(offer, { ...wish, partySize: 5 }, 50)).toEqual([]);
    expect(problemsOf({ ...offer, capacity: 0 }, { ...wish, partySize: 5 }, 50)).toEqual([]);
    // a shift takes no participant's place, so the event's own limit says nothing about helpers (§3.7)
    expect(problemsOf({ ...offer, capacity: 1 }, { ...wish, partySize: 2, shifts: ['bord'] }, 50)).toEqual([]);
  });

  test('parts that overlap; back to back is no clash (§3.8)', () => {
    expect(problemsOf(offer, { ...wish, activities: ['yoga', 'gym'] }, 50)).toEqual([
      { field: 'activity', problem: 'clash', title: 'GYM', other: 'YOGA' },
    ]);
    expect(problemsOf(offer, { ...wish, activities: ['yoga', 'grill'] }, 50)).toEqual([]);
    expect(problemsOf(offer, { ...wish, activities: ['yoga'], shifts: ['bord'] }, 50)).toEqual([
      { field: 'shift', problem: 'clash', title: 'BORD', other: 'YOGA' },
    ]);
  });

  test('parts that are unknown, gone or have begun (§3.8), unless the signup had them before', () => {
    expect(problemsOf(offer, { ...wish, activities: ['x', 'gone', 'bord'] }, 50)).toEqual([
      { field: 'activity', problem: 'unknown', slug: 'x' },
      { field: 'activity', problem: 'gone', title: 'GONE' },
      { field: 'activity', problem: 'unknown', slug: 'bord' },
    ]);
    expect(problemsOf(offer, { ...wish, activities: ['yoga'] }, 140)).toEqual([
      { field: 'activity', problem: 'begun', title: 'YOGA' },
    ]);
    expect(problemsOf(offer, { ...wish, activities: ['yoga'] }, 140, ['yoga'])).toEqual([]);
  });
});

test('overlap', () => {
  const at = (startAt: number | null, endAt: number | null) => ({ startAt, endAt });
  expect(overlap(at(1, 3), at(3, 5))).toBe(false);
  expect(overlap(at(1, 4), at(3, 5))).toBe(true);
  expect(overlap(at(1, 9), at(3, 5))).toBe(true);
  expect(overlap(at(1, null), at(1, null))).toBe(true);
  expect(overlap(at(1, null), at(2, 3))).toBe(false);
  expect(overlap(at(2, null), at(1, 3))).toBe(true);
  expect(overlap(at(null, null), at(1, 3))).toBe(false);
});

describe('the places that a wish asks for (§3.1, §3.7)', () => {
  const [yoga, , , gone, bord] = offer.parts as [OfferPart, OfferPart, OfferPart, OfferPart, OfferPart];
  test("the event's own, and each chosen activity's, for the whole party", () => {
    expect(claimsOf(offer, [], 3, 'staff')).toEqual([{ poolId: 'pool-event', places: 3, audience: 'staff' }]);
    expect(claimsOf(offer, [yoga], 2, null).map((claim) => claim.poolId)).toEqual(['pool-event', 'pool-yoga']);
  });
  test("a shift alone takes no participant's place", () => {
    expect(claimsOf(offer, [bord], 2, null)).toEqual([{ poolId: 'pool-bord', places: 2, audience: null }]);
    expect(claimsOf(offer, [yoga, bord], 1, null).map((claim) => claim.poolId)).toEqual([
      'pool-event',
      'pool-yoga',
      'pool-bord',
    ]);
  });
  test('nothing in what is gone, and who chose it still takes part', () => {
    expect(claimsOf(offer, [gone], 1, null).map((claim) => claim.poolId)).toEqual(['pool-event']);
  });
  test('the first thing asked for starts when the first chosen part does, else when the event does (§3.3)', () => {
    expect(firstStart(offer, [])).toBe(100);
    expect(firstStart(offer, [yoga, bord])).toBe(90);
    expect(firstStart(offer, [gone])).toBe(100);
    expect(firstStart({ startAt: null }, [])).toBeNull();
  });
});

describe("answers to the event's own questions", () => {
  const ask = (type: Question['type'], required = false, options: string[] = []): Question[] => [
    { id: 'a', label: 'A?', type, required, options },
  ];
  const problem = (questions: Question[], a: string | string[]) =>
    answerProblems(questions, { a })[0]?.field && answerProblems(questions, { a }).map((one) => one.problem);

  test('a required one must be answered, another may be left', () => {
    expect(answerProblems(ask('text', true), {})).toEqual([{ field: 'q.a', problem: 'required', label: 'A?' }]);
    expect(answerProblems(ask('consent', true), { a: [] })).toHaveLength(1);
    expect(answerProblems(ask('text', true), { a: '  ' })).toHaveLength(1);
    expect(answerProblems(ask('text'), {})).toEqual([]);
  });

  test('a number as people write it', () => {
    for (const number of ['3', '-2', '1,5', '1.5', '1 000']) expect(problem(ask('number'), number)).toBeUndefined();
    for (const not of ['tre', '1e9', '1,2,3', '∞']) expect(problem(ask('number'), not)).toEqual(['not-a-number']);
  });

  test('only what may be chosen', () => {
    expect(problem(ask('choice', false, ['Kött', 'Fisk']), 'Fisk')).toBeUndefined();
    expect(problem(ask('choice', false, ['Kött', 'Fisk']), 'Tofu')).toEqual(['not-an-option']);
    expect(problem(ask('choice', false, ['Kött', 'Fisk']), ['Kött', 'Fisk'])).toEqual(['not-an-option']);
    expect(problem(ask('choices', false, ['Kött', 'Fisk']), ['Kött', 'Fisk'])).toBeUndefined();
    expect(problem(ask('yes-no'), 'kanske')).toEqual(['not-an-option']);
    expect(problem(ask('consent'), 'yes')).toBeUndefined();
    expect(problem(ask('text'), 'x'.repeat(2_001))).toEqual(['too-long']);
  });
});

describe('whether one can sign up (§3.9, §5.2)', () => {
  const at = (now: number, more: Partial<Offer> = {}) => signupWindow({ ...offer, ...more }, now).state;
  test('until it closes, else until it is over', () => {
    expect(at(199)).toBe('open');
    expect(at(200)).toBe('over');
    expect(at(9e15, { overAt: null })).toBe('open');
    expect(at(149, { signupClosesAt: 150 })).toBe('open');
    expect(at(150, { signupClosesAt: 150 })).toBe('closed');
    expect(at(49, { signupOpensAt: 50 })).toBe('not-yet');
    expect(at(50, { signupOpensAt: 50 })).toBe('open');
    expect(at(150, { signupOpensAt: 160, signupClosesAt: 150 })).toBe('closed');
  });
  test('not where one just comes, signs up elsewhere or to the whole series', () => {
    expect(at(1, { signup: 'none' })).toBe('none');
    expect(at(1, { externalSignup: 'https://example.org/' })).toBe('external');
    expect(signupWindow({ ...offer, wholeSeries: 'kurs' }, 1)).toEqual({ state: 'series', slug: 'kurs' });
    expect(at(1, { type: 'series', signup: 'whole' })).toBe('open');
    expect(at(1, { status: 'cancelled' })).toBe('cancelled');
  });
});

test('after closing a party may become smaller, not larger, and nothing more is chosen (§3.16)', () => {
  const before = { ...wish, partySize: 2, activities: ['yoga'] };
  expect(closedProblems(before, { ...before, partySize: 1, activities: [], name: 'Bo' })).toEqual([]);
  expect(closedProblems(before, { ...before, partySize: 3, activities: ['yoga', 'grill'], shifts: ['bord'] })).toEqual([
    { field: 'partySize', problem: 'closed' },
    { field: 'activity', problem: 'closed' },
    { field: 'shift', problem: 'closed' },
  ]);
});
