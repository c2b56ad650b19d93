import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import { formWith, textOf, titleOf } from './html';
import { openSite, today, type Entry, type Site } from './site';

describe.each(databases)('CONTRACT §3, places, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  beforeEach(() => site.clock(today));
  afterAll(() => site.close());

  const form = (slug: string) => `/evenemang/${slug}/anmalan`;
  /** Signs up that many people one by one, by name alone. */
  async function fill(slug: string, people: number, fields = {}): Promise<string[]> {
    const codes: string[] = [];
    for (let one = 0; one < people; one++) codes.push(await site.signUp(slug, { name: `Gäst ${one + 1}`, ...fields }));
    return codes;
  }
  const part = (slug: string, fields: Entry = {}): Entry => ({ slug, title: `Del ${slug}`, ...fields });

  test('§3.1 a signup takes its party’s size in the event’s pool and in each pool that it chose', async () => {
    const slug = await site.publish({
      capacity: 10,
      activities: [part('yoga', { capacity: 8 }), part('gym'), part('bad')],
    });
    const code = await site.signUp(slug, { partySize: 3, activity: ['yoga', 'gym'] });
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', partySize: 3, activities: ['yoga', 'gym'] });
    expect(await site.taken(slug)).toBe(3);
    expect(await site.taken(slug, 'activity', 'yoga')).toBe(3);
    expect(await site.taken(slug, 'activity', 'gym')).toBe(3);
    expect(await site.taken(slug, 'activity', 'bad')).toBe(0);
    await site.cancel(code);
    expect(await site.taken(slug)).toBe(0);
    expect(await site.taken(slug, 'activity', 'yoga')).toBe(0);
  });

  test('§3.1 all or nothing: who gets no place at one activity holds none at the event', async () => {
    const slug = await site.publish({ capacity: 10, activities: [part('yoga', { capacity: 3 })] });
    await site.signUp(slug, { partySize: 2, activity: 'yoga' });
    const code = await site.signUp(slug, { partySize: 2, activity: 'yoga' });
    expect(await site.state(code)).toBe('waitlisted 1');
    expect(await site.pool(slug)).toMatchObject({ taken: 2 });
    expect(await site.pool(slug, 'activity', 'yoga')).toMatchObject({ taken: 2, waitlisted: 2 });
  });

  test.each([
    ['the event', { capacity: 3 }, {}],
    ['an activity', { activities: [{ slug: 'yoga', title: 'Yoga', capacity: 3 }] }, { activity: 'yoga' }],
    [
      'a shift',
      {
        shifts: [{ slug: 'bord', title: 'Bord', start: '2027-05-17T10:00', end: '2027-05-17T12:00', capacity: 3 }],
      },
      { shift: 'bord' },
    ],
  ])('§3.1 a party larger than all of %s is refused beside its field', async (_, fields, chosen) => {
    const slug = await site.publish(fields);
    const answer = await site.post(form(slug), { name: 'Skolan', partySize: 4, ...chosen });
    expect(answer.status).toBe(400);
    expect(titleOf(answer.body)).toMatch(/^Fel:/u);
    expect(formWith(answer.body, 'partySize').sends).toMatchObject({ name: ['Skolan'], partySize: ['4'] });
    expect(await site.pool(slug)).toMatchObject({ taken: 0, waitlisted: 0 });
    const whole = await site.signUp(slug, { partySize: 3, ...chosen });
    expect(await site.state(whole)).toBe('confirmed');
  });

  test('§3.1 a pool of 0 takes a line all the same', async () => {
    const slug = await site.publish({ capacity: 0 });
    expect(await site.state(await site.signUp(slug, { partySize: 2 }))).toBe('waitlisted 1');
    expect(await site.pool(slug)).toMatchObject({ capacity: 0, taken: 0, waitlisted: 2 });
  });

  test('§3.2 a newcomer goes last; each who fits gets the places, each who does not stays where it stands', async () => {
    const slug = await site.publish({ capacity: 3 });
    const two = await site.signUp(slug, { partySize: 2 });
    const waitsForTwo = await site.signUp(slug, { partySize: 2 });
    expect(await site.state(waitsForTwo)).toBe('waitlisted 1');
    expect(await site.state(await site.signUp(slug))).toBe('confirmed');
    const last = await site.signUp(slug);
    expect(await site.state(last)).toBe('waitlisted 2');
    expect(await site.pool(slug)).toMatchObject({ capacity: 3, taken: 3, waitlisted: 3 });
    await site.cancel(two);
    expect(await site.state(waitsForTwo)).toBe('confirmed');
    expect(await site.state(last)).toBe('waitlisted 1');
  });

  test('§3.2 one who fits passes those ahead who do not, and they keep their places in line', async () => {
    const slug = await site.publish({ capacity: 3 });
    const [first, second] = await fill(slug, 3);
    const three = await site.signUp(slug, { partySize: 3 });
    const one = await site.signUp(slug);
    await site.cancel(first!);
    expect(await site.state(three)).toBe('waitlisted 1');
    expect(await site.state(one)).toBe('confirmed');
    await site.cancel(second!);
    expect(await site.state(three)).toBe('waitlisted 1');
  });

  test('§3.2 who waits for several pools holds none until all are free', async () => {
    const slug = await site.publish({ activities: [part('yoga', { capacity: 1 }), part('gym', { capacity: 1 })] });
    const yoga = await site.signUp(slug, { activity: 'yoga' });
    const both = await site.signUp(slug, { activity: ['yoga', 'gym'] });
    expect(await site.state(both)).toBe('waitlisted 1');
    expect(await site.pool(slug, 'activity', 'gym')).toMatchObject({ taken: 0, waitlisted: 1 });
    const gym = await site.signUp(slug, { activity: 'gym' });
    expect(await site.state(gym)).toBe('confirmed');
    await site.cancel(yoga);
    expect(await site.state(both)).toBe('waitlisted 1');
    await site.cancel(gym);
    expect(await site.state(both)).toBe('confirmed');
  });

  test('§1 position: 1 + the signups ahead that wait for any of the same limited pools, or null', async () => {
    const slug = await site.publish({
      activities: [part('yoga', { capacity: 0 }), part('gym', { capacity: 0 }), part('bad')],
    });
    expect(await site.state(await site.signUp(slug, { activity: 'yoga' }))).toBe('waitlisted 1');
    expect(await site.state(await site.signUp(slug, { activity: ['gym', 'bad'] }))).toBe('waitlisted 1');
    expect(await site.state(await site.signUp(slug, { activity: ['yoga', 'gym'] }))).toBe('waitlisted 3');
    expect((await site.signup(await site.signUp(slug, { activity: 'bad' }))).position).toBeNull();
  });

  test('§3.3 the line is served after a cancellation, a smaller party, and a raised limit', async () => {
    const slug = await site.publish({ capacity: 4 });
    const [single] = await fill(slug, 1);
    const party = await site.signUp(slug, { partySize: 3 });
    const [first, second, third] = await fill(slug, 3);
    await site.cancel(single!);
    expect(await site.state(first!)).toBe('confirmed');
    expect(await site.state(second!)).toBe('waitlisted 1');
    expect((await site.change(party, { partySize: 2 })).status).toBe(303);
    expect(await site.state(second!)).toBe('confirmed');
    expect(await site.state(third!)).toBe('waitlisted 1');
    await site.amend(slug, { capacity: 5 });
    expect(await site.state(third!)).toBe('confirmed');
    expect(await site.pool(slug)).toMatchObject({ capacity: 5, taken: 5, waitlisted: 0 });
  });

  test('§3.3 the line is served after a waiting signup is changed', async () => {
    const slug = await site.publish({ capacity: 3 });
    await fill(slug, 2);
    const waiting = await site.signUp(slug, { partySize: 2 });
    expect(await site.state(waiting)).toBe('waitlisted 1');
    expect((await site.change(waiting, { partySize: 1 })).status).toBe(303);
    expect(await site.state(waiting)).toBe('confirmed');
  });

  test('§3.3 a limit that is taken away lets all in', async () => {
    const slug = await site.publish({ capacity: 1 });
    const [, second] = await fill(slug, 2);
    await site.amend(slug, { capacity: undefined });
    expect(await site.state(second!)).toBe('confirmed');
    expect(await site.pool(slug)).toMatchObject({ capacity: null, taken: 2 });
  });

  test('§3.3 from the start on nobody is served, full is 409, and free is free', async () => {
    const slug = await site.publish({ capacity: 2 });
    const [first] = await fill(slug, 2);
    const waiting = await site.signUp(slug, { name: 'Väntar' });
    site.clock('2027-05-17T10:00');
    expect((await site.post(form(slug), { name: 'Sen' })).status).toBe(409);
    expect((await site.cancel(first!)).status).toBe(303);
    expect((await site.signup(waiting)).state).toBe('waitlisted');
    expect(await site.taken(slug)).toBe(1);
    expect(await site.state(await site.signUp(slug, { name: 'Sen' }))).toBe('confirmed');
    expect((await site.post(form(slug), { name: 'Senare' })).status).toBe(409);
  });

  test('§3.3 an activity’s line is served until the activity starts, also when the event has begun', async () => {
    const slug = await site.publish({
      activities: [part('yoga', { start: '2027-05-17T14:00', end: '2027-05-17T15:00', capacity: 1 })],
    });
    const [first] = await fill(slug, 1, { activity: 'yoga' });
    const waiting = await site.signUp(slug, { activity: 'yoga' });
    site.clock('2027-05-17T13:00');
    const later = await site.signUp(slug, { activity: 'yoga' });
    expect(await site.state(later)).toBe('waitlisted 2');
    await site.cancel(first!);
    expect(await site.state(waiting)).toBe('confirmed');
  });

  test('§3.3 a cancelled event serves nobody', async () => {
    const slug = await site.publish({ capacity: 2 });
    const [first] = await fill(slug, 2);
    const waiting = await site.signUp(slug);
    await site.amend(slug, { status: 'cancelled' });
    await site.cancel(first!);
    await site.amend(slug, { capacity: 9 });
    expect((await site.signup(waiting)).state).toBe('waitlisted');
    expect((await site.post(form(slug), { name: 'Ny' })).status).toBe(409);
    await site.amend(slug, { status: 'published' });
    expect(await site.state(waiting)).toBe('confirmed');
  });

  test('§3.4 when a limit falls below what is taken all keep theirs, and nobody is let in until a newcomer fits', async () => {
    const slug = await site.publish({ capacity: 4 });
    const taken = await fill(slug, 4);
    await site.amend(slug, { capacity: 2 });
    for (const code of taken) expect(await site.state(code)).toBe('confirmed');
    expect(await site.pool(slug)).toMatchObject({ capacity: 2, taken: 4 });
    const waiting = await site.signUp(slug);
    await site.cancel(taken[0]!);
    await site.cancel(taken[1]!);
    expect(await site.state(waiting)).toBe('waitlisted 1');
    await site.cancel(taken[2]!);
    expect(await site.state(waiting)).toBe('confirmed');
  });

  test('§3.5 kept places are a floor that is counted', async () => {
    const kept = [{ audience: 'brukare', places: 4, until: '2027-05-10T00:00' }];
    const slug = await site.publish({ capacity: 10, audiences: ['brukare', 'staff'], kept });
    const brukare = await fill(slug, 2, { audience: 'brukare' });
    // 10 − max(0, 4 − 2) = 8: six more, of any other audience or none
    const others = [...(await fill(slug, 4)), ...(await fill(slug, 2, { audience: 'staff' }))];
    for (const code of [...brukare, ...others]) expect(await site.state(code)).toBe('confirmed');
    const told = await site.signUp(slug, { audience: 'staff' });
    const silent = await site.signUp(slug);
    expect(await site.state(told)).toBe('waitlisted 1');
    expect(await site.state(silent)).toBe('waitlisted 2');
    expect(await site.pool(slug, 'kept', 'brukare')).toMatchObject({ capacity: 4, taken: 2 });
    expect((await site.event(slug)).pools[0]).toMatchObject({ of: 'event', slug: null, capacity: 10, taken: 8 });

    const third = await site.signUp(slug, { audience: 'brukare', partySize: 2 });
    expect(await site.state(third)).toBe('confirmed');
    expect(await site.taken(slug)).toBe(10);
    // what an audience holds beyond its floor is taken from all
    await site.cancel(others[0]!);
    expect(await site.state(told)).toBe('confirmed');
  });

  test('§3.5 an audience’s own kept places do not count against it, each other’s do', async () => {
    const kept = [
      { audience: 'brukare', places: 3 },
      { audience: 'staff', places: 2 },
    ];
    const slug = await site.publish({ capacity: 6, audiences: ['brukare', 'staff', 'public'], kept });
    expect(await site.state(await site.signUp(slug, { audience: 'public', partySize: 2 }))).toBe('waitlisted 1');
    expect(await site.state(await site.signUp(slug, { audience: 'public' }))).toBe('confirmed');
    // 6 − 3 kept for brukare = 3 in all for staff
    expect(await site.state(await site.signUp(slug, { audience: 'staff', partySize: 2 }))).toBe('confirmed');
    expect(await site.state(await site.signUp(slug, { audience: 'staff' }))).toBe('waitlisted 2');
    expect(await site.state(await site.signUp(slug, { audience: 'brukare', partySize: 3 }))).toBe('confirmed');
    expect(await site.taken(slug)).toBe(6);
  });

  test('§3.3 §3.5 kept places are released by the clock, without anybody doing anything', async () => {
    const kept = [{ audience: 'brukare', places: 2, until: '2027-05-10T00:00' }];
    const slug = await site.publish({ capacity: 3, audiences: ['brukare', 'public'], kept });
    const [, waits, after] = await fill(slug, 3);
    expect(await site.state(waits!)).toBe('waitlisted 1');
    site.clock('2027-05-09T23:59');
    await site.tell();
    expect(await site.state(waits!)).toBe('waitlisted 1');
    site.clock('2027-05-10T00:00');
    await site.tell();
    expect(await site.state(waits!)).toBe('confirmed');
    expect(await site.state(after!)).toBe('confirmed');
  });

  test('§3.5 kept places without a capacity, or more than it, are refused at load', async () => {
    const event = { slug: 'for-manga', title: 'För många', host: 'kommunen', start: '2027-05-17' };
    const keep = (places: number) => [{ audience: 'brukare', places }];
    expect(await site.load({ events: [{ ...event, kept: keep(2) }] })).not.toEqual([]);
    expect(await site.load({ events: [{ ...event, capacity: 3, kept: keep(4) }] })).not.toEqual([]);
    const together = [...keep(2), { audience: 'staff', places: 2 }];
    expect(await site.load({ events: [{ ...event, capacity: 3, kept: together }] })).not.toEqual([]);
    expect(await site.load({ events: [{ ...event, capacity: 4, kept: together }] })).toEqual([]);
  });

  test('§3.6 waitlist as a number is the longest line in people; beyond it 409', async () => {
    const slug = await site.publish({ capacity: 2, waitlist: 3 });
    const [first] = await fill(slug, 2);
    expect(await site.state(await site.signUp(slug, { partySize: 2 }))).toBe('waitlisted 1');
    const beyond = await site.post(form(slug), { name: 'Två', partySize: 2, note: 'Vi är två' });
    expect(beyond.status).toBe(409);
    expect(formWith(beyond.body, 'name').sends).toMatchObject({ name: ['Två'], partySize: ['2'] });
    expect(await site.state(await site.signUp(slug, { partySize: 1 }))).toBe('waitlisted 2');
    expect((await site.post(form(slug), { name: 'En' })).status).toBe(409);
    await site.cancel(first!);
    expect(await site.pool(slug)).toMatchObject({ taken: 2, waitlisted: 2 });
  });

  test('§3.6 the line is counted over the whole event, not in each activity', async () => {
    const slug = await site.publish({
      waitlist: 2,
      activities: [part('yoga', { capacity: 0 }), part('gym', { capacity: 0 })],
    });
    await site.signUp(slug, { activity: 'yoga' });
    await site.signUp(slug, { activity: 'gym' });
    expect((await site.post(form(slug), { name: 'Tre', activity: 'gym' })).status).toBe(409);
    expect(await site.state(await site.signUp(slug))).toBe('confirmed');
  });

  test('§3.6 with waitlist false, full is 409', async () => {
    const slug = await site.publish({ capacity: 2, waitlist: false });
    await fill(slug, 1);
    const answer = await site.post(form(slug), { name: 'Bo', partySize: 2 });
    expect(answer.status).toBe(409);
    expect(formWith(answer.body, 'name').sends).toMatchObject({ name: ['Bo'], partySize: ['2'] });
    await fill(slug, 1);
    expect((await site.post(form(slug), { name: 'Bo' })).status).toBe(409);
    expect(await site.pool(slug)).toMatchObject({ taken: 2, waitlisted: 0 });
  });

  const table = { slug: 'bord', title: 'Bord', start: '2027-05-17T09:00', end: '2027-05-17T12:00', capacity: 3 };

  test('§3.7 helpers take no participant’s place, one shift place for each of the party', async () => {
    const slug = await site.publish({ capacity: 1, waitlist: false, shifts: [table] });
    await fill(slug, 1);
    const helpers = await site.signUp(slug, { name: 'Vi två', shift: 'bord', partySize: 2 });
    expect(await site.state(helpers)).toBe('confirmed');
    expect(await site.taken(slug)).toBe(1);
    expect(await site.pool(slug, 'shift', 'bord')).toEqual({
      of: 'shift',
      slug: 'bord',
      capacity: 3,
      taken: 2,
      waitlisted: 0,
    });
    expect((await site.post(form(slug), { name: 'Bo', shift: 'bord', partySize: 2 })).status).toBe(409);
  });

  test('§3.7 with an activity too one takes part and helps; when the event is full, the page offers the shift alone', async () => {
    const shift = { ...table, capacity: 5 };
    const slug = await site.publish({ capacity: 2, waitlist: false, activities: [part('yoga')], shifts: [shift] });
    await site.signUp(slug, { activity: 'yoga', shift: 'bord' });
    expect(await site.taken(slug)).toBe(1);
    expect(await site.taken(slug, 'activity', 'yoga')).toBe(1);
    expect(await site.taken(slug, 'shift', 'bord')).toBe(1);
    await fill(slug, 1);
    const page = await site.get(form(slug));
    expect(page.status).toBe(200);
    expect(formWith(page.body, 'shift').offers.shift).toEqual(['bord']);
    expect(await site.state(await site.signUp(slug, { shift: 'bord' }))).toBe('confirmed');
    const refused = await site.post(form(slug), { name: 'Bo', activity: 'yoga', shift: 'bord' });
    expect(refused.status).toBe(409);
    expect(formWith(refused.body, 'shift').offers.shift).toEqual(['bord']);
  });

  test('§3.8 what overlaps on one signup is refused beside its field; back to back is no clash', async () => {
    const yoga = part('yoga', { start: '2027-05-17T10:00', end: '2027-05-17T11:00' });
    const gym = part('gym', { start: '2027-05-17T10:59', end: '2027-05-17T11:30' });
    const bad = part('bad', { start: '2027-05-17T11:00', end: '2027-05-17T12:00' });
    const late = { ...table, slug: 'sent', start: '2027-05-17T12:00', end: '2027-05-17T13:00' };
    const slug = await site.publish({ activities: [yoga, gym, bad], shifts: [table, late] });
    for (const chosen of [{ activity: ['yoga', 'gym'] }, { activity: 'yoga', shift: 'bord' }]) {
      const answer = await site.post(form(slug), { name: 'Bo', ...chosen });
      expect(answer.status).toBe(400);
      expect(titleOf(answer.body)).toMatch(/^Fel:/u);
      expect(formWith(answer.body, 'name').sends.activity).toContain('yoga');
    }
    const code = await site.signUp(slug, { activity: ['yoga', 'bad'], shift: 'sent' });
    expect(await site.signup(code)).toMatchObject({ state: 'confirmed', activities: ['yoga', 'bad'] });
  });

  test('§3.8 one that has begun cannot be chosen', async () => {
    const yoga = part('yoga', { start: '2027-05-17T11:00', end: '2027-05-17T12:00' });
    const slug = await site.publish({ activities: [yoga], shifts: [table] });
    site.clock('2027-05-17T11:00');
    expect((await site.post(form(slug), { name: 'Bo', activity: 'yoga' })).status).toBe(400);
    expect((await site.post(form(slug), { name: 'Bo', shift: 'bord' })).status).toBe(400);
    expect(await site.state(await site.signUp(slug))).toBe('confirmed');
  });

  test('§3.9 signup closes at signupCloses, a place can be given up until the event ends', async () => {
    const slug = await site.publish({ signupCloses: '2027-05-16T12:00' });
    const [first, second] = await fill(slug, 2);
    site.clock('2027-05-16T12:00');
    const late = await site.post(form(slug), { name: 'Sen', note: 'Hej' });
    expect(late.status).toBe(409);
    site.clock('2027-05-17T14:59');
    expect((await site.cancel(first!)).status).toBe(303);
    expect(await site.state(first!)).toBe('cancelled');
    site.clock('2027-05-17T15:00');
    expect((await site.cancel(second!)).status).toBe(409);
    expect(await site.state(second!)).toBe('confirmed');
  });

  test('§3.9 else it closes when the event ends', async () => {
    const slug = await site.publish();
    site.clock('2027-05-17T14:59');
    await fill(slug, 1);
    site.clock('2027-05-17T15:00');
    expect((await site.post(form(slug), { name: 'Sen' })).status).toBe(409);
    expect((await site.get(form(slug))).status).toBe(200);
  });

  test.each([
    ['without an end', { end: undefined }],
    ['with a date alone', { start: '2027-05-17', end: undefined }],
  ])('§3.9 %s an event ends with its start’s day', async (_, fields) => {
    const slug = await site.publish(fields);
    site.clock('2027-05-17T23:59');
    const [code] = await fill(slug, 1);
    site.clock('2027-05-18T00:00');
    expect((await site.post(form(slug), { name: 'Sen' })).status).toBe(409);
    expect((await site.cancel(code!)).status).toBe(409);
  });

  test('§3.9 without a date an event never ends', async () => {
    const slug = await site.publish({ start: undefined, end: undefined });
    const event = await site.event(slug);
    expect([event.start, event.end]).toEqual([null, null]);
    site.clock('2037-01-01T00:00');
    const [code] = await fill(slug, 1);
    expect(await site.state(code!)).toBe('confirmed');
    expect((await site.cancel(code!)).status).toBe(303);
  });

  test('§3.9 before signupOpens a POST is 409, and the form says so', async () => {
    const slug = await site.publish({ signupOpens: '2027-05-01T08:00' });
    const page = await site.get(form(slug));
    expect(page.status).toBe(200);
    expect(textOf(page.body)).toContain('1 maj');
    expect((await site.post(form(slug), { name: 'Tidig' })).status).toBe(409);
    site.clock('2027-05-01T08:00');
    expect(await site.state(await site.signUp(slug))).toBe('confirmed');
  });
});
