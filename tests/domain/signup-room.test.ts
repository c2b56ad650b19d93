import { describe, expect, test } from 'vitest';
import { hasLine, joinRoom, signupRoom, teamRoom, type RoomFacts } from '../../domain/signup-room';

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

describe('what a team can get', () => {
  const facts: Parameters<typeof teamRoom>[0] = {
    offer: { ...terms, waitlistLimit: 3 },
    teams: { left: 1 },
    places: { left: 1 },
    waiting: 0,
  };

  test.each<[string, Partial<typeof facts>, string]>([
    ['while teams and places are left', {}, 'places'],
    ['where neither has a limit', { teams: { left: null }, places: { left: null } }, 'places'],
    ['when there are all the teams there can be', { teams: { left: 0 } }, 'line'],
    ['when the event has no place for its players', { places: { left: 0 } }, 'line'],
    ['when the line is full too', { teams: { left: 0 }, waiting: 3 }, 'nothing'],
    ['without a line', { teams: { left: 0 }, offer: { ...terms, waitlist: false } }, 'nothing'],
    ['when it has begun', { places: { left: 0 }, offer: { ...terms, startAt: now } }, 'nothing'],
  ])('%s', (_when, given, room) => {
    expect(teamRoom({ ...facts, ...given }, now)).toBe(room);
  });
});

describe('what one who joins a team can get', () => {
  const team: Parameters<typeof joinRoom>[0] = { state: 'confirmed', players: 5, max: 6 };
  const event: Parameters<typeof joinRoom>[1] = {
    offer: { ...terms, waitlistLimit: 3 },
    places: { left: null },
    waiting: 0,
  };

  test.each<[string, Partial<typeof team>, Partial<typeof event>, string]>([
    ['while the team has room', {}, {}, 'places'],
    ['while the event has one place', {}, { places: { left: 1 } }, 'places'],
    ['when the team is full', { players: 6 }, {}, 'line'],
    ['when the team has become larger than it may', { players: 7 }, {}, 'line'],
    ['when the event is full', {}, { places: { left: 0 } }, 'line'],
    ['while the team waits', { state: 'waitlisted' }, {}, 'line'],
    ['when the line is full, only a name that is there', { players: 6 }, { waiting: 3 }, 'nothing'],
    ['without a line, only a name that is there', { players: 6 }, { offer: { ...terms, waitlist: false } }, 'nothing'],
  ])('%s', (_when, given, facts, room) => {
    expect(joinRoom({ ...team, ...given }, { ...event, ...facts }, now)).toBe(room);
  });
});
