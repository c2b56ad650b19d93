import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import { hasField, textOf } from './html';
import { codeIn, openSite, today, type Entry, type Site } from './site';

describe.each(databases)('CONTRACT §3, teams, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  beforeEach(() => site.clock(today));
  afterAll(() => site.close());

  const tournament = (teams: Entry = {}, fields: Entry = {}) =>
    site.publish({ kind: 'tournament', teams: { capacity: 2, minPlayers: 2, maxPlayers: 4, ...teams }, ...fields });
  const registration = (slug: string) => `/evenemang/${slug}/lag`;
  const receiptText = async (code: string) => textOf((await site.get(`/anmalan/${code}`)).body);

  test('§1 a registered team: its pools, the captain’s receipt with link, three words and roster', async () => {
    const slug = await tournament();
    const { captain, team } = await site.registerTeam(slug, { team: 'Sorkarna', name: 'Kim', player: ['Alex', 'Bo'] });
    expect(await site.signup(captain)).toMatchObject({ state: 'confirmed', event: slug });
    const { pools } = await site.event(slug);
    expect(pools[0]).toMatchObject({ of: 'event', slug: null, capacity: null });
    expect(pools).toContainEqual({ of: 'teams', slug: null, capacity: 2, taken: 1, waitlisted: 0 });
    expect(pools).toContainEqual({ of: 'team', slug: '1', capacity: 4, taken: 3, waitlisted: 0 });

    const words = await wordsOf(slug);
    const text = await receiptText(captain);
    expect(text.replace(/-/gu, ' ')).toContain(words.join(' '));
    for (const name of ['Sorkarna', 'Alex', 'Bo']) expect(text).toContain(name);
    const page = await site.get(`/lag/${team}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Sorkarna');
    expect(textOf(page.body)).not.toContain('Alex');
    expect(hasField(page.body, 'name')).toBe(true);
  });

  /** The three words as they are stored; that the receipt shows them is a test of its own. */
  async function wordsOf(slug: string): Promise<string[]> {
    const row = await site.app.store.read
      .selectFrom('team')
      .innerJoin('event', 'event.id', 'team.event_id')
      .select('team.words')
      .where('event.slug', '=', slug)
      .executeTakeFirstOrThrow();
    return (row.words ?? '').split('-');
  }

  test('§1 the three words lead to the team’s page, as people write them', async () => {
    const slug = await tournament();
    const { team } = await site.registerTeam(slug, { team: 'Ord' });
    const words = await wordsOf(slug);
    expect(words).toHaveLength(3);
    for (const spoken of [words.join(' '), words.join('-'), ` ${words.join('  ').toUpperCase()} `]) {
      const answer = await site.get(`/lag?ord=${encodeURIComponent(spoken)}`);
      expect([302, 303, 307]).toContain(answer.status);
      expect(new URL(answer.headers.get('location')!, site.app.url).pathname.toLowerCase()).toBe(
        `/lag/${team}`.toLowerCase(),
      );
    }
    expect((await site.get('/lag?ord=inga+riktiga+ord')).status).toBeLessThan(500);
    expect((await site.get('/lag')).status).toBe(200);
  });

  test('§1 a team’s code and its players’ names are never public', async () => {
    const slug = await tournament();
    const { team } = await site.registerTeam(slug, { team: 'Hemliga', name: 'Kimberly', player: 'Alexander' });
    for (const path of [
      `/evenemang/${slug}`,
      registration(slug),
      `/api/v1/events/${slug}`,
      '/schema/events.json',
      '/',
    ]) {
      const { body } = await site.get(path);
      expect(body.toLowerCase()).not.toContain(team.toLowerCase());
      expect(body).not.toContain('Kimberly');
      expect(body).not.toContain('Alexander');
    }
    expect(textOf((await site.get(`/evenemang/${slug}`)).body)).toContain('Hemliga');
  });

  test('§1 the roster is on its members’ receipts only, not on a cancelled one', async () => {
    const slug = await tournament();
    const { team } = await site.registerTeam(slug, { name: 'Kimberly' });
    const alex = await site.join(team, { name: 'Alexander' });
    expect(await receiptText(alex)).toContain('Kimberly');
    await site.cancel(alex);
    expect(await receiptText(alex)).not.toContain('Kimberly');
  });

  test('§3.10 captain and named players are on the team, and count against maxPlayers', async () => {
    const slug = await tournament({ maxPlayers: 3 });
    const tooMany = await site.post(registration(slug), { team: 'Stort', name: 'Kim', player: ['A', 'B', 'C'] });
    expect(tooMany.status).toBe(400);
    const { team } = await site.registerTeam(slug, { name: 'Kim', player: ['Alex'] });
    expect(await site.state(await site.join(team, { name: 'Cleo' }))).toBe('confirmed');
    expect(await site.pool(slug, 'team', '1')).toMatchObject({ capacity: 3, taken: 3 });
    // the players of a team are a pool as others are: full, it has a line
    expect(await site.state(await site.join(team, { name: 'Dag' }))).toBe('waitlisted 1');
    expect(await site.pool(slug, 'team', '1')).toMatchObject({ taken: 3, waitlisted: 1 });
    await site.amend(slug, { waitlist: false });
    expect((await site.post(`/lag/${team}`, { name: 'Eva' })).status).toBe(409);
  });

  test('§3.10 they take places in the event’s own pool where it has a limit', async () => {
    const slug = await tournament({}, { capacity: 5 });
    const { team } = await site.registerTeam(slug, { name: 'Kim', player: ['Alex', 'Bo'] });
    expect(await site.taken(slug)).toBe(3);
    await site.join(team, { name: 'Cleo' });
    expect(await site.taken(slug)).toBe(4);
    const waiting = await site.registerTeam(slug, { team: 'Två', name: 'Eva', player: 'Finn' });
    expect(await site.state(waiting.captain)).toBe('waitlisted 1');
    expect(await site.pool(slug)).toMatchObject({ taken: 4 });
  });

  test('§3.11 a waiting team is one entry; who joins waits with its position, and all are confirmed with it', async () => {
    const slug = await tournament({ capacity: 1 });
    const first = await site.registerTeam(slug, { team: 'Ett' });
    const second = await site.registerTeam(slug, { team: 'Två', player: ['Alex'] });
    const third = await site.registerTeam(slug, { team: 'Tre' });
    expect(await site.state(second.captain)).toBe('waitlisted 1');
    expect(await site.state(third.captain)).toBe('waitlisted 2');
    expect(await site.pool(slug, 'teams')).toMatchObject({ capacity: 1, taken: 1, waitlisted: 2 });
    const bo = await site.join(second.team, { name: 'Bo' });
    expect(await site.state(bo)).toBe('waitlisted 1');
    expect(await site.state(third.captain)).toBe('waitlisted 2');
    expect((await site.post(`/anmalan/${first.captain}/lag/aterbud`)).status).toBe(303);
    for (const code of [second.captain, bo]) expect(await site.state(code)).toBe('confirmed');
    expect(await site.state(third.captain)).toBe('waitlisted 1');
    expect(await site.pool(slug, 'teams')).toMatchObject({ taken: 1, waitlisted: 1 });
  });

  test('§3.11 a waiting team needs a place in the event for each player that it has now, whole', async () => {
    const slug = await tournament({ capacity: 5 }, { capacity: 4 });
    const first = await site.registerTeam(slug, { team: 'Ett', player: ['Alex', 'Bo'] });
    const second = await site.registerTeam(slug, { team: 'Två', name: 'Eva', player: 'Finn' });
    const gro = await site.join(second.team, { name: 'Gro' });
    const hal = await site.join(second.team, { name: 'Hal' });
    expect(await site.state(hal)).toBe('waitlisted 1');
    await site.cancel(first.captain);
    expect(await site.state(gro)).toBe('confirmed');
    for (const code of [second.captain, hal]) expect(await site.state(code)).toBe('confirmed');
    expect(await site.taken(slug)).toBe(4);
  });

  test('§3.11 a player whose team has room but whose event is full waits', async () => {
    const slug = await tournament({}, { capacity: 2 });
    const { captain, team } = await site.registerTeam(slug, { player: 'Alex' });
    const bo = await site.join(team, { name: 'Bo' });
    expect(await site.state(captain)).toBe('confirmed');
    expect(await site.state(bo)).toBe('waitlisted 1');
    await site.amend(slug, { capacity: 3 });
    expect(await site.state(bo)).toBe('confirmed');
  });

  test('§3.12 who joins under the name of a named player without a code takes that place', async () => {
    const slug = await tournament({ maxPlayers: 3 }, { waitlist: false });
    const { team } = await site.registerTeam(slug, { name: 'Kim', player: ['Amélie', 'Bo'] });
    const amelie = await site.join(team, { name: ' AME\u0301LIE ', email: 'amelie@example.se' });
    expect(await site.state(amelie)).toBe('confirmed');
    expect(await site.taken(slug, 'team', '1')).toBe(3);
    // another Amélie, now that the first has a code, is somebody else: the team is full
    expect((await site.post(`/lag/${team}`, { name: 'Amélie' })).status).toBe(409);
    expect(await site.state(await site.join(team, { name: 'Bo' }))).toBe('confirmed');
  });

  test('§3.13 a captain who cancels hands the role to the next player with a code, who is told', async () => {
    const slug = await tournament();
    const { captain, team } = await site.registerTeam(slug, { name: 'Kim', player: 'Alex' });
    const bo = await site.join(team, { name: 'Bo', email: 'bo@example.se' });
    const cleo = await site.join(team, { name: 'Cleo', email: 'cleo@example.se' });
    await site.tell();
    expect((await site.post(`/anmalan/${bo}/lag/aterbud`)).status).toBe(403);
    expect((await site.cancel(captain)).status).toBe(303);
    const mails = await site.tell();
    expect(mails.map(({ envelope }) => envelope.to.join()).filter((to) => to === 'bo@example.se')).toHaveLength(1);
    expect(mails.filter(({ envelope }) => envelope.to.includes('cleo@example.se'))).toEqual([]);
    expect(await site.taken(slug, 'team', '1')).toBe(3);
    expect((await site.post(`/anmalan/${cleo}/lag/aterbud`)).status).toBe(403);
    expect((await site.post(`/anmalan/${bo}/lag/aterbud`)).status).toBe(303);
  });

  test('§3.13 a captain who leaves only names behind is told first that the team ends', async () => {
    const slug = await tournament();
    const { captain, team } = await site.registerTeam(slug, { player: ['Alex', 'Bo'] });
    const alone = await site.get(`/anmalan/${captain}/aterbud`);
    const cleo = await site.join(team, { name: 'Cleo' });
    const together = await site.get(`/anmalan/${captain}/aterbud`);
    expect(alone.status).toBe(200);
    expect(textOf(alone.body)).not.toBe(textOf(together.body));
    expect(textOf(alone.body)).toMatch(/lag/iu);
    await site.cancel(cleo);
    await site.cancel(captain);
    expect(await site.pool(slug, 'teams')).toMatchObject({ taken: 0 });
  });

  test('§3.13 a team that everybody has left gives its place back', async () => {
    const slug = await tournament({ capacity: 1 }, { capacity: 3 });
    const { captain, team } = await site.registerTeam(slug);
    const bo = await site.join(team, { name: 'Bo' });
    const next = await site.registerTeam(slug, { team: 'Nästa' });
    await site.cancel(captain);
    expect(await site.state(next.captain)).toBe('waitlisted 1');
    await site.cancel(bo);
    expect(await site.state(next.captain)).toBe('confirmed');
    expect(await site.pool(slug, 'teams')).toMatchObject({ taken: 1, waitlisted: 0 });
    expect(await site.taken(slug)).toBe(1);
    expect((await site.post(`/lag/${team}`, { name: 'Sen' })).status).toBeGreaterThanOrEqual(400);
  });

  test('§3.13 when a team is withdrawn every player is told', async () => {
    const slug = await tournament({}, { capacity: 8 });
    const { captain, team } = await site.registerTeam(slug, { email: 'kim@example.se', player: 'Alex' });
    const bo = await site.join(team, { name: 'Bo', email: 'bo@example.se' });
    await site.tell();
    const asks = await site.get(`/anmalan/${captain}/lag/aterbud`);
    expect(asks.status).toBe(200);
    expect((await site.post(`/anmalan/${captain}/lag/aterbud`)).status).toBe(303);
    const told = (await site.tell()).flatMap(({ envelope }) => envelope.to);
    expect(told.sort()).toEqual(['bo@example.se', 'kim@example.se']);
    for (const code of [captain, bo]) expect(await site.state(code)).toBe('cancelled');
    expect(await site.taken(slug)).toBe(0);
    expect(await site.pool(slug, 'teams')).toMatchObject({ taken: 0 });
  });

  test('§1 anybody but the captain gets 403 at the team’s withdrawal', async () => {
    const slug = await tournament();
    const { team } = await site.registerTeam(slug);
    const bo = await site.join(team, { name: 'Bo' });
    const alone = await site.signUp(slug, { name: 'Utan lag' });
    for (const code of [bo, alone]) {
      expect((await site.get(`/anmalan/${code}/lag/aterbud`)).status).toBe(403);
      expect((await site.post(`/anmalan/${code}/lag/aterbud`)).status).toBe(403);
    }
    expect((await site.pool(slug, 'teams')).taken).toBe(1);
  });

  test('§3.14 in an event with teams the ordinary form signs up a player without a team', async () => {
    const slug = await tournament({}, { capacity: 1 });
    expect(await site.state(await site.signUp(slug))).toBe('confirmed');
    expect(await site.taken(slug)).toBe(1);
    expect(await site.pool(slug, 'teams')).toMatchObject({ taken: 0 });
    expect(await site.state(await site.signUp(slug))).toBe('waitlisted 1');
  });

  test('§5.1 no teams, no registration', async () => {
    const slug = await site.publish();
    const answer = await site.post(registration(slug), { team: 'Sork', name: 'Kim' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await site.event(slug)).pools.map(({ of }) => of)).toEqual(['event']);
  });

  test('§1 a team needs a name, and its captain one; what was typed is kept', async () => {
    const slug = await tournament();
    const answer = await site.post(registration(slug), {
      team: '',
      name: 'Kim',
      player: ['Alex', 'Bo'],
      phone: '042-10 50 00',
    });
    expect(answer.status).toBe(400);
    for (const typed of ['Kim', 'Alex', 'Bo', '042-10 50 00']) expect(answer.body).toContain(typed);
    expect((await site.post(registration(slug), { team: 'Sork' })).status).toBe(400);
    expect(await site.taken(slug, 'teams')).toBe(0);
  });

  test('§1 §2.2 a team’s form has a key: the same key gets the same receipt', async () => {
    const slug = await tournament();
    const fields = { team: 'Dubbel', name: 'Kim', key: 'nyckel-for-ett-lag' };
    const [first, second] = [await site.post(registration(slug), fields), await site.post(registration(slug), fields)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(codeIn(second)).toBe(codeIn(first));
    expect(await site.taken(slug, 'teams')).toBe(1);
  });

  test('§3.3 a full tournament without a line is 409', async () => {
    const slug = await tournament({ capacity: 1 }, { waitlist: false });
    await site.registerTeam(slug);
    const answer = await site.post(registration(slug), { team: 'Två', name: 'Eva', player: 'Finn' });
    expect(answer.status).toBe(409);
    for (const typed of ['Två', 'Eva', 'Finn']) expect(answer.body).toContain(typed);
  });

  test('§3.9 registration and joining close as signup does', async () => {
    const slug = await tournament({}, { signupCloses: '2027-05-16T12:00' });
    const { team } = await site.registerTeam(slug);
    site.clock('2027-05-16T12:00');
    expect((await site.post(registration(slug), { team: 'Sen', name: 'Eva' })).status).toBe(409);
    expect((await site.post(`/lag/${team}`, { name: 'Sen' })).status).toBe(409);
    expect((await site.get(registration(slug))).status).toBe(200);
    expect((await site.get(`/lag/${team}`)).status).toBe(200);
  });
});
