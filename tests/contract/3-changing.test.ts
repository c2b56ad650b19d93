import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import { formWith, titleOf } from './html';
import { openSite, pathOf, today, type Entry, type Site } from './site';

describe.each(databases)('CONTRACT §3, changing, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  beforeEach(() => site.clock(today));
  afterAll(() => site.close());

  const part = (slug: string, fields: Entry = {}): Entry => ({ slug, title: `Del ${slug}`, ...fields });
  const shift = { slug: 'bord', title: 'Bord', start: '2027-05-17T15:00', end: '2027-05-17T16:00', capacity: 2 };
  const everything = () =>
    site.publish({
      end: '2027-05-17T17:00',
      capacity: 10,
      audiences: ['brukare', 'staff'],
      activities: [part('yoga', { capacity: 5 }), part('gym')],
      shifts: [shift],
      questions: [
        { id: 'kost', label: 'Äter du något särskilt?', type: 'text' },
        { id: 'mat', label: 'Vad vill du ha?', type: 'choices', options: ['Soppa', 'Paj'] },
      ],
    });
  const all = {
    name: 'Anna',
    email: 'anna@example.se',
    phone: '042-10 50 00',
    partySize: 2,
    activity: ['yoga', 'gym'],
    shift: 'bord',
    audience: 'brukare',
    note: 'Vi kommer sent',
    'q.kost': 'Inga nötter',
    'q.mat': ['Soppa', 'Paj'],
  };

  /** What the change form would send untouched. */
  const filledIn = async (code: string) => formWith((await site.get(`/anmalan/${code}/andring`)).body, 'name').sends;
  const answered = (values: string[] | undefined) => (values ?? []).filter((value) => value !== '');

  test('§1 the change form is filled in, and sent untouched it changes nothing', async () => {
    const slug = await everything();
    const code = await site.signUp(slug, all);
    const sends = await filledIn(code);
    expect(sends).toMatchObject({ name: ['Anna'], email: ['anna@example.se'], note: ['Vi kommer sent'] });
    expect(sends).toMatchObject({ partySize: ['2'], audience: ['brukare'], 'q.kost': ['Inga nötter'] });
    expect(sends.phone![0]!.replace(/\D/gu, '')).toMatch(/42105000$/u);
    expect(answered(sends.activity)).toEqual(['yoga', 'gym']);
    expect(answered(sends.shift)).toEqual(['bord']);
    expect(answered(sends['q.mat'])).toEqual(['Soppa', 'Paj']);
    const answer = await site.change(code, sends);
    expect(answer.status).toBe(303);
    expect(pathOf(answer)).toBe(`/anmalan/${code}`);
    expect(await filledIn(code)).toEqual(sends);
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', partySize: 2, activities: ['yoga', 'gym'] });
  });

  test('§3.15 a field left out keeps its value', async () => {
    const slug = await everything();
    const code = await site.signUp(slug, all);
    const before = await filledIn(code);
    expect((await site.change(code, { note: 'Vi kommer i tid' })).status).toBe(303);
    expect(await filledIn(code)).toEqual({ ...before, note: ['Vi kommer i tid'] });
    expect((await site.change(code, {})).status).toBe(303);
    expect(await filledIn(code)).toEqual({ ...before, note: ['Vi kommer i tid'] });
    expect(await site.taken(slug, 'activity', 'yoga')).toBe(2);
  });

  test('§3.15 an empty one means none', async () => {
    const slug = await everything();
    const code = await site.signUp(slug, all);
    const empty = { activity: '', shift: '', 'q.kost': '', 'q.mat': '', note: '', email: '', phone: '', audience: '' };
    expect((await site.change(code, empty)).status).toBe(303);
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', partySize: 2, activities: [] });
    const sends = await filledIn(code);
    for (const field of Object.keys(empty)) expect(answered(sends[field]), field).toEqual([]);
    expect(await site.taken(slug, 'activity', 'yoga')).toBe(0);
    expect(await site.taken(slug, 'shift', 'bord')).toBe(0);
    expect(await site.taken(slug)).toBe(2);
  });

  test('§3.15 the form carries a hidden empty one for each group of check boxes', async () => {
    const slug = await everything();
    const code = await site.signUp(slug);
    const sends = await filledIn(code);
    for (const group of ['activity', 'shift', 'q.mat']) expect(sends[group], group).toContain('');
  });

  test('§2.3 a wrong field is 400 and the old signup is kept, with what was typed', async () => {
    const slug = await everything();
    const code = await site.signUp(slug, all);
    const answer = await site.change(code, { name: '', note: 'Ändrad', partySize: 3 });
    expect(answer.status).toBe(400);
    expect(titleOf(answer.body)).toMatch(/^Fel:/u);
    expect(formWith(answer.body, 'name').sends).toMatchObject({ name: [''], note: ['Ändrad'], partySize: ['3'] });
    expect((await filledIn(code)).name).toEqual(['Anna']);
    expect((await site.signup(code)).partySize).toBe(2);
  });

  test('§3.15 the captain’s also takes team and player, the whole list', async () => {
    const slug = await site.publish({ capacity: 5, teams: { capacity: 2, minPlayers: 2, maxPlayers: 4 } });
    const { captain, team } = await site.registerTeam(slug, { team: 'Före', player: ['Alex', 'Bo'] });
    const sends = await filledIn(captain);
    expect(sends.team).toEqual(['Före']);
    expect(answered(sends.player)).toEqual(['Alex', 'Bo']);
    expect((await site.change(captain, { team: 'Efter', player: ['Alex', 'Cleo', 'Dag'] })).status).toBe(303);
    expect((await site.get(`/lag/${team}`)).body).toContain('Efter');
    expect(await site.taken(slug, 'team', '1')).toBe(4);
    expect(await site.taken(slug)).toBe(4);
    expect(answered((await filledIn(captain)).player)).toEqual(['Alex', 'Cleo', 'Dag']);
    expect((await site.change(captain, { player: '' })).status).toBe(303);
    expect(await site.taken(slug, 'team', '1')).toBe(1);
    expect(await site.taken(slug)).toBe(1);
    expect((await site.change(captain, { player: ['A', 'B', 'C', 'D'] })).status).toBe(400);
    expect(await site.taken(slug, 'team', '1')).toBe(1);
  });

  test('§3.15 a player who has joined is not dropped from the captain’s list, nor may a player write it', async () => {
    const slug = await site.publish({ teams: { capacity: 2, minPlayers: 2, maxPlayers: 4 } });
    const { captain, team } = await site.registerTeam(slug, { player: ['Alex'] });
    const bo = await site.join(team, { name: 'Bo' });
    await site.change(captain, { player: '' });
    expect(await site.state(bo)).toBe('confirmed');
    expect(await site.taken(slug, 'team', '1')).toBe(2);
    await site.change(bo, { team: 'Kapad', player: ['X', 'Y'] });
    expect(await site.taken(slug, 'team', '1')).toBe(2);
    expect((await site.get(`/lag/${team}`)).body).not.toContain('Kapad');
  });

  test('§3.16 more people are granted whole or refused with the old signup kept', async () => {
    const slug = await site.publish({ capacity: 5 });
    const code = await site.signUp(slug, { partySize: 2 });
    await site.signUp(slug);
    const refused = await site.change(code, { partySize: 5, note: 'Fler kom' });
    expect(refused.status).toBe(409);
    expect(formWith(refused.body, 'partySize').sends).toMatchObject({ partySize: ['5'], note: ['Fler kom'] });
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', partySize: 2 });
    expect((await filledIn(code)).note).toEqual(['']);
    expect((await site.change(code, { partySize: 4 })).status).toBe(303);
    expect(await site.taken(slug)).toBe(5);
    expect((await site.change(code, { partySize: 6 })).status).toBe(400);
  });

  test('§3.16 other pools are granted whole or refused with the old signup kept', async () => {
    const slug = await site.publish({
      activities: [part('yoga', { capacity: 1 }), part('gym', { capacity: 2 }), part('bad', { capacity: 2 })],
    });
    await site.signUp(slug, { activity: 'yoga' });
    const code = await site.signUp(slug, { activity: 'gym' });
    expect((await site.change(code, { activity: ['yoga', 'bad'] })).status).toBe(409);
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', activities: ['gym'] });
    expect(await site.taken(slug, 'activity', 'bad')).toBe(0);
    expect((await site.change(code, { activity: 'bad' })).status).toBe(303);
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', activities: ['bad'] });
    expect(await site.taken(slug, 'activity', 'gym')).toBe(0);
  });

  test('§3.16 who has a place is refused what those in line wait for', async () => {
    const slug = await site.publish({ capacity: 3 });
    const holds = await site.signUp(slug, { partySize: 2 });
    const waits = await site.signUp(slug, { partySize: 2 });
    expect(await site.state(waits)).toBe('waitlisted 1');
    expect((await site.change(holds, { partySize: 1 })).status).toBe(303);
    expect(await site.state(waits)).toBe('confirmed');
    expect((await site.change(holds, { partySize: 2 })).status).toBe(409);
  });

  test('§3.16 who waits keeps the place in line for fewer people or other words', async () => {
    const slug = await site.publish({ capacity: 0 });
    const [first, second] = [await site.signUp(slug, { partySize: 3 }), await site.signUp(slug)];
    expect((await site.change(first, { partySize: 2 })).status).toBe(303);
    expect((await site.change(first, { name: 'Annika', note: 'Hej' })).status).toBe(303);
    expect(await site.state(first)).toBe('waitlisted 1');
    expect(await site.state(second)).toBe('waitlisted 2');
  });

  test('§3.16 who waits goes to the end of the line for another activity', async () => {
    const slug = await site.publish({ activities: [part('yoga', { capacity: 0 }), part('gym', { capacity: 0 })] });
    const moves = await site.signUp(slug, { activity: 'yoga' });
    const stays = await site.signUp(slug, { activity: ['yoga', 'gym'] });
    const last = await site.signUp(slug, { activity: 'gym' });
    expect((await site.change(moves, { activity: 'gym' })).status).toBe(303);
    expect(await site.state(stays)).toBe('waitlisted 1');
    expect(await site.state(last)).toBe('waitlisted 2');
    expect(await site.state(moves)).toBe('waitlisted 3');
  });

  test('§3.16 after closing a party may become smaller, not larger', async () => {
    const slug = await site.publish({ capacity: 9, signupCloses: '2027-05-16T12:00' });
    const code = await site.signUp(slug, { partySize: 3 });
    site.clock('2027-05-16T12:00');
    const larger = await site.change(code, { partySize: 4 });
    expect(larger.status).toBe(409);
    expect((await site.signup(code)).partySize).toBe(3);
    expect((await site.change(code, { partySize: 2, note: 'En är sjuk' })).status).toBe(303);
    expect((await site.signup(code)).partySize).toBe(2);
    expect(await site.taken(slug)).toBe(2);
  });

  test('§1 §3.9 cancelling asks first, again is harmless, and 409 when the event is over', async () => {
    const slug = await site.publish({ capacity: 2 });
    const code = await site.signUp(slug);
    const asks = await site.get(`/anmalan/${code}/aterbud`);
    expect(asks.status).toBe(200);
    expect(await site.state(code)).toBe('confirmed');
    for (const _ of [1, 2]) {
      const answer = await site.cancel(code);
      expect(answer.status).toBe(303);
      expect(pathOf(answer)).toBe(`/anmalan/${code}`);
      expect(await site.state(code)).toBe('cancelled');
    }
    expect((await site.change(code, { partySize: 2 })).status).toBe(409);
    const other = await site.signUp(slug);
    site.clock('2027-05-17T15:00');
    expect((await site.get(`/anmalan/${other}/aterbud`)).status).toBeLessThan(500);
    expect((await site.cancel(other)).status).toBe(409);
    expect(await site.state(other)).toBe('confirmed');
  });
});
