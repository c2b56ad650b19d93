import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldErrors, problemWords } from '../../../app/forms/problem-words';
import { changeAnswers } from '../../../domain/question';
import { readChange, readSignup, typedOf, typedOver } from '../../../app/forms/signup-form';
import { readTeam } from '../../../app/forms/team-form';
import type { Typed } from '../../../app/forms/typed';
import type { Question } from '../../../domain/question';
import { speak } from '../../../domain/language/speech';
import type { Offer } from '../../../domain/offer';
import { hostileText, pinned } from '../../support/hostile-text';
import { sampleNow as now, wish } from '../../support/sample';

const part = { startAt: null, endAt: null, status: 'published', capacity: null } as const;

function offer(given: Partial<Offer> = {}): Offer {
  return {
    id: 'o',
    type: 'event',
    slug: 'halsodag',
    title: 'Hälsodag',
    status: 'published',
    signup: 'open',
    externalSignup: null,
    wholeSeries: null,
    startAt: null,
    timeKnown: false,
    endAt: null,
    overAt: null,
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
      { ...part, id: 'y', of: 'activity', slug: 'yoga', title: 'Yoga', poolId: 'y' },
      { ...part, id: 'b', of: 'shift', slug: 'bord-1', title: 'Bord 1', poolId: 'b' },
    ],
    poolId: 'p',
    capacity: 90,
    teams: null,
    ...given,
  };
}

const question = (id: string, type: Question['type'], required = false, options: string[] = []): Question => ({
  id,
  label: `${id}?`,
  type,
  required,
  options,
});

const signup = (typed: Typed, given: Partial<Offer> = {}) => readSignup(typed, offer(given), 'sv', now);
const problemsOf = (typed: Typed, given: Partial<Offer> = {}) =>
  signup(typed, given).problems.map(({ field, problem }) => `${field}: ${problem}`);

describe('the signup form', () => {
  test('needs a name alone', () => {
    expect(signup([['name', ' Anna ']])).toEqual({ wish: wish({ name: 'Anna' }), key: null, problems: [] });
  });

  test('reads every field', () => {
    const typed: Typed = [
      ['name', 'Anna'],
      ['email', 'Anna@Example.org'],
      ['phone', '070-174 06 05'],
      ['partySize', ' 2 '],
      ['activity', 'yoga'],
      ['activity', 'yoga'],
      ['shift', 'bord-1'],
      ['shift', ''],
      ['audience', 'brukare'],
      ['note', ' Jag kommer\r\nlite sent. '],
      ['language', 'en'],
      ['key', 'k'],
    ];
    expect(signup(typed)).toEqual({
      wish: {
        name: 'Anna',
        email: 'anna@example.org',
        phone: '+46701740605',
        partySize: 2,
        activities: ['yoga'],
        shifts: ['bord-1'],
        audience: 'brukare',
        note: 'Jag kommer\nlite sent.',
        answers: {},
        language: 'en',
      },
      key: 'k',
      problems: [],
    });
  });

  test.each(['', ' ', '\u200d', '\u202e\u0000'])('asks for a name in place of %j', (name) => {
    expect(problemsOf([['name', name]])).toEqual(['name: missing']);
  });

  test('takes a name of a hundred characters, whole ones, and no more', () => {
    expect(problemsOf([['name', '👋'.repeat(100)]])).toEqual([]);
    expect(problemsOf([['name', 'a'.repeat(101)]])).toEqual(['name: too-long']);
  });

  test.each(['0', '-1', '1e9', '2.5', '2,5', 'två', '0x2', 'NaN', '١'])('takes no party of %j', (partySize) => {
    expect(
      problemsOf([
        ['name', 'Anna'],
        ['partySize', partySize],
      ]),
    ).toEqual(['partySize: not-a-count']);
  });

  test('a party past all reason is larger than the limit, not a crash', () => {
    for (const partySize of ['1000000000', '9'.repeat(400)]) {
      expect(
        signup([
          ['name', 'Anna'],
          ['partySize', partySize],
        ]).wish.partySize,
      ).toBe(1_000_000_000);
      expect(
        problemsOf([
          ['name', ''],
          ['partySize', partySize],
        ]),
      ).toContain('partySize: over-party-limit');
    }
  });

  test.each([
    ['2', 2],
    ['02', 2],
    ['２', 2],
    ['1 0', 10],
    ['', 1],
  ])('a party written %j is %i', (partySize, count) => {
    expect(
      signup([
        ['name', 'Anna'],
        ['partySize', partySize],
      ]).wish.partySize,
    ).toBe(count);
  });

  test('says what is wrong with the fields and with the choices at once', () => {
    const typed: Typed = [
      ['name', ''],
      ['email', 'a@b'],
      ['phone', '12'],
      ['audience', 'kungen'],
      ['activity', 'finns-inte'],
    ];
    expect(problemsOf(typed, { questions: [question('kost', 'text', true)] })).toEqual([
      'name: missing',
      'email: not-an-address',
      'phone: not-a-number',
      'audience: not-an-audience',
      'activity: unknown',
      'q.kost: required',
    ]);
  });

  test('a language that we do not speak is the path’s, and a key that no form of ours carries is none', () => {
    const read = signup([
      ['name', 'Anna'],
      ['language', 'tlh'],
      ['key', 'k'.repeat(5_000)],
    ]);
    expect([read.wish.language, read.key, read.problems]).toEqual(['sv', null, []]);
  });

  test('reads answers to the event’s own questions, and to no other', () => {
    const questions = [
      question('kost', 'text'),
      question('__proto__', 'text'),
      question('dagar', 'choices', false, ['mån', 'tis']),
      question('bild', 'consent'),
    ];
    const typed: Typed = [
      ['name', 'Anna'],
      ['q.kost', ' Inga nötter '],
      ['q.kost', 'annat'],
      ['q.__proto__', 'x'],
      ['q.dagar', 'mån'],
      ['q.dagar', 'tis'],
      ['q.dagar', ''],
      ['q.bild', ''],
      ['q.okänd', 'y'],
    ];
    const { answers } = signup(typed, { questions }).wish;
    expect(Object.entries(answers)).toEqual([
      ['kost', 'Inga nötter'],
      ['__proto__', 'x'],
      ['dagar', ['mån', 'tis']],
    ]);
  });

  test('is read, whatever is sent, and every fault has words in every language', () => {
    const names = [
      'name',
      'email',
      'phone',
      'partySize',
      'activity',
      'shift',
      'audience',
      'note',
      'language',
      'key',
      'q.a',
    ];
    const field = fc.tuple(fc.oneof(fc.constantFrom(...names), hostileText), hostileText);
    fc.assert(
      fc.property(fc.array(field), (typed) => {
        const { wish: read, problems } = signup(typed, { questions: [question('a', 'number', true)] });
        expect(Number.isSafeInteger(read.partySize) && read.partySize >= 1).toBe(true);
        expect([...read.name].length).toBeLessThanOrEqual(100);
        for (const problem of problems) {
          const [swedish, english] = [problemWords(speak('sv'), problem), problemWords(speak('en'), problem)];
          for (const words of [swedish, english]) expect(words).toMatch(/^\p{Lu}[^{}]+[.?]$/su);
          expect(english).not.toBe(swedish);
          expect(swedish + english).not.toMatch(/undefined|null|NaN|object/u);
        }
      }),
      pinned,
    );
  });
});

describe('the form that changes a signup, CONTRACT §3.15', () => {
  const before = wish({ activities: ['yoga'], note: 'Hej', answers: { kost: 'vegan', dagar: ['mån'] }, partySize: 3 });
  const questions = [question('kost', 'text'), question('dagar', 'choices', false, ['mån'])];
  const change = (typed: Typed, isCaptain = false) =>
    readChange(typed, offer({ questions }), before, { pathLanguage: 'sv', isCaptain, now });

  test('keeps what it leaves out', () => {
    const { change: read, problems } = change([['partySize', '2']]);
    expect(problems).toEqual([]);
    expect(read).toMatchObject({ partySize: 2, answers: {} });
    for (const field of ['name', 'email', 'phone', 'activities', 'shifts', 'audience', 'note'] as const) {
      expect(read[field]).toBeUndefined();
    }
  });

  test('takes what is empty as none', () => {
    const typed: Typed = [
      ['activity', ''],
      ['email', ''],
      ['note', ''],
      ['audience', ''],
      ['q.dagar', ''],
    ];
    expect(change(typed).change).toMatchObject({
      activities: [],
      email: null,
      note: null,
      audience: null,
      answers: { dagar: null },
    });
  });

  test('changes the answers that it has, and no other', () => {
    const { answers } = change([['q.kost', 'allt']]).change;
    expect(answers).toEqual({ kost: 'allt' });
    expect(changeAnswers(before.answers, answers!)).toEqual({ kost: 'allt', dagar: ['mån'] });
    expect(changeAnswers(before.answers, { dagar: null })).toEqual({ kost: 'vegan' });
  });

  test('still needs a name and a number of people, where it has those fields', () => {
    const { problems } = change([
      ['name', ' '],
      ['partySize', ''],
    ]);
    expect(problems).toMatchObject([{ field: 'name' }, { field: 'partySize' }]);
  });

  test('has a team and players for its captain alone', () => {
    const typed: Typed = [
      ['team', 'Kanonerna'],
      ['player', 'Bo'],
      ['player', ''],
      ['player', 'Bo'],
    ];
    expect(change(typed).change).not.toHaveProperty('players');
    expect(change(typed, true).change).toMatchObject({ team: 'Kanonerna', players: ['Bo', 'Bo'] });
    expect(change([['player', '']], true).change).toMatchObject({ team: undefined, players: [] });
    expect(change([['team', '']], true).problems).toMatchObject([{ field: 'team', problem: 'missing' }]);
  });

  test('comes back with what was typed, over what stood there', () => {
    const shown = typedOver(
      [
        ['name', ''],
        ['activity', ''],
      ],
      typedOf(before),
    );
    expect(shown.filter(([name]) => name === 'name' || name === 'activity')).toEqual([
      ['name', ''],
      ['activity', ''],
    ]);
    expect(shown).toContainEqual(['q.dagar', 'mån']);
    expect(shown).toContainEqual(['note', 'Hej']);
  });
});

describe('the form that registers a team', () => {
  test('reads the team, its captain and the players known so far', () => {
    const typed: Typed = [
      ['team', ' Kanonerna '],
      ['name', 'Kim'],
      ['player', 'Alex'],
      ['player', ' '],
      ['player', 'Alex'],
    ];
    const { team, problems } = readTeam(typed, 'en');
    expect(problems).toEqual([]);
    expect(team).toEqual({
      name: 'Kanonerna',
      captain: wish({ name: 'Kim', language: 'en' }),
      players: ['Alex', 'Alex'],
    });
  });

  test('needs both names, and says so beside each', () => {
    const { problems } = readTeam([['player', 'a'.repeat(101)]], 'sv');
    expect(fieldErrors(speak('sv'), problems).map(({ name }) => name)).toEqual(['team', 'name', 'player']);
  });
});
