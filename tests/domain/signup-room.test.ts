import { describe, expect, test } from 'vitest';
import { hasLine, signupRoom, type RoomFacts } from '../../domain/signup-room';

const now = 1_000;
const terms: Parameters<typeof signupRoom>[0] = { startAt: 2_000, waitlist: true, waitlistLimit: null };
const full: RoomFacts = { left: 0, waiting: 0, kept: [], shifts: [] };
const shift = { startAt: 1_500, status: 'published', left: 1 } as const;

describe('what a form can offer', () => {
  test.each<[string, Partial<typeof terms>, Partial<RoomFacts>, string]>([
    ['without a limit', {}, { left: null }, 'places'],
    ['while places are left', {}, { left: 1 }, 'places'],
    ['while kept places are left', {}, { kept: [{ places: 2, held: 1 }] }, 'kept'],
    ['when kept places are taken too', {}, { kept: [{ places: 2, held: 2 }] }, 'line'],
    ['when it is full', {}, {}, 'line'],
    ['while the line has room', { waitlistLimit: 3 }, { waiting: 2 }, 'line'],
    ['when the line is full, §3.6', { waitlistLimit: 3 }, { waiting: 3 }, 'nothing'],
    ['when it has begun, §3.3', { startAt: 1_000 }, {}, 'nothing'],
    ['without a line', { waitlist: false }, {}, 'nothing'],
    ['without a line but with shifts, §3.7', { waitlist: false }, { shifts: [shift] }, 'shifts'],
    ['of a shift without a limit', { waitlist: false }, { shifts: [{ ...shift, left: null }] }, 'shifts'],
    ['of a shift that is full', { waitlist: false }, { shifts: [{ ...shift, left: 0 }] }, 'nothing'],
    ['of a shift that has begun', { waitlist: false }, { shifts: [{ ...shift, startAt: 1_000 }] }, 'nothing'],
    ['of a shift that is gone', { waitlist: false }, { shifts: [{ ...shift, status: 'cancelled' }] }, 'nothing'],
  ])('%s', (_when, given, facts, room) => {
    expect(signupRoom({ ...terms, ...given }, { ...full, ...facts }, now)).toBe(room);
  });

  test('a line of an event without a date never ends', () => {
    expect(hasLine({ ...terms, startAt: null }, 1_000_000, now)).toBe(true);
  });
});
