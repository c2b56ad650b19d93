import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { serveByClock } from '../../db/clock';
import { erasePeople } from '../../db/erase';
import { offerBySlug } from '../../db/offers';
import { makeDatesAhead } from '../../db/programme/ahead';
import { demoPlaces, demoPlacesThere, hasProgramme, loadDemo } from '../../db/programme/demo';
import { loadProgramme } from '../../db/programme/load';
import { signUp } from '../support/sign-up';
import type { Store } from '../../db/store';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import type { Wish } from '../../domain/wish';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { wish } from '../support/sample';

const zone = 'Europe/Stockholm';
const at = (local: string) => localToInstant(local, zone);
const now = at('2027-03-01T12:00');

const organisations = [{ slug: 'rsmh', name: 'RSMH' }];
const halsodag = {
  slug: 'halsodag',
  title: 'Hälsodag på Gröningen',
  host: 'rsmh',
  status: 'published',
  start: '2027-05-17T10:00',
  end: '2027-05-17T15:00',
  venue: 'Gröningen',
  capacity: 4,
  activities: [
    { slug: 'yoga', title: 'Yoga', start: '2027-05-17T14:00', end: '2027-05-17T15:00', capacity: 2 },
    { slug: 'lek', title: 'Lek', start: '2027-05-17T12:00', end: '2027-05-17T13:00' },
  ],
  shifts: [{ slug: 'grill', title: 'Grill', start: '2027-05-17T11:00', end: '2027-05-17T12:00', capacity: 2 }],
};
const gruppen = {
  slug: 'gruppen',
  title: 'Gruppen',
  host: 'rsmh',
  status: 'published',
  rrule: 'FREQ=MONTHLY;BYDAY=1TH',
  start: '2027-09-02T10:00',
  end: '2027-09-02T12:00',
  until: '2027-12-31',
  venue: 'Bredgatan',
};
const kurs = {
  slug: 'kurs',
  title: 'Kurs',
  host: 'rsmh',
  status: 'published',
  signup: 'whole',
  rrule: 'FREQ=WEEKLY;COUNT=3',
  start: '2027-10-05T18:00',
  end: '2027-10-05T20:00',
  capacity: 3,
};

describe.each(databases)('a programme file on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  async function load(file: object, when = now) {
    const outcome = await loadProgramme(store, { organisations, ...file }, { now: when });
    if (!outcome.ok) throw new Error(outcome.problems.map((one) => `${one.path}: ${one.message}`).join('\n'));
    return outcome.counts;
  }
  const loadEvent = (fields: object = {}, when = now) => load({ events: [{ ...halsodag, ...fields }] }, when);
  const loadSeries = (fields: object = {}, when = now) => load({ series: [{ ...gruppen, ...fields }] }, when);

  async function refused(file: object): Promise<string[]> {
    const outcome = await loadProgramme(store, { organisations, ...file }, { now });
    return outcome.ok ? [] : outcome.problems.map((problem) => `${problem.path}: ${problem.message}`);
  }

  async function join(
    name: string,
    given: Partial<Wish> = {},
    offer: [type: 'event' | 'series', slug: string] = ['event', 'halsodag'],
  ) {
    const [type, slug] = offer;
    const outcome = await signUp(
      store,
      { type, slug },
      wish({ name, email: `${name}@example.org`, ...given }),
      null,
      now,
    );
    if (!('code' in outcome)) throw new Error(`${name} was not signed up: ${JSON.stringify(outcome)}`);
    return outcome.code;
  }

  /** What has been told since the last look, in order of writing: `Anna updated {…}`. */
  let seen = new Set<string>();
  beforeEach(() => (seen = new Set()));
  async function news(): Promise<string[]> {
    const rows = await store.read
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .select(['outbox.id', 'signup.name', 'outbox.kind', 'outbox.facts'])
      .orderBy('signup.name')
      .orderBy('outbox.ordinal')
      .execute();
    const fresh = rows.filter((row) => !seen.has(row.id));
    for (const row of fresh) seen.add(row.id);
    return fresh.map((row) => `${row.name} ${row.kind} ${row.facts}`);
  }

  const event = (slug = 'halsodag') =>
    store.read.selectFrom('event').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
  const signup = (name: string) =>
    store.read.selectFrom('signup').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
  const partId = async (slug: string) =>
    (await store.read.selectFrom('activity').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;

  /** Everything that is stored of the programme, its lines and what is told. */
  async function everything() {
    const tables = [
      'site',
      'organisation',
      'series',
      'event',
      'co_host',
      'activity',
      'pool',
      'signup',
      'claim',
      'outbox',
    ] as const;
    const rows = await Promise.all(tables.map((table) => store.read.selectFrom(table).selectAll().execute()));
    return Object.fromEntries(
      tables.map((table, index) => [table, rows[index]!.map((row) => JSON.stringify(row)).sort()]),
    );
  }

  async function dates(series = 'gruppen'): Promise<string[]> {
    const rows = await store.read
      .selectFrom('event')
      .select(['slug', 'start_at', 'status'])
      .where('slug', 'like', `${series}-%`)
      .orderBy('series_date')
      .execute();
    return rows.map((row) => `${row.slug} ${row.status}`);
  }

  describe('§5.1 what is stored of an event', () => {
    it('an event with everything, its times as instants of its own clock', async () => {
      await load({
        organisations: [...organisations, { slug: 'g7', name: 'G7' }],
        events: [
          { ...halsodag, coHosts: ['g7'], kept: [{ audience: 'brukare', places: 2, until: '2027-05-10T00:00' }] },
        ],
      });
      expect(await event()).toMatchObject({
        title: 'Hälsodag på Gröningen',
        kind: 'other',
        status: 'published',
        start_at: at('2027-05-17T10:00'),
        end_at: at('2027-05-17T15:00'),
        over_at: at('2027-05-17T15:00'),
        time_known: 1,
        sequence: 0,
        search: 'halsodag pa groningen groningen rsmh',
      });
      const offer = await offerBySlug(store.read, 'event', 'halsodag');
      expect(offer).toMatchObject({ capacity: 4, waitlist: true, maxPartySize: 10, teams: null });
      expect(offer?.parts.map((part) => [part.of, part.slug, part.startAt, part.capacity])).toEqual([
        ['activity', 'yoga', at('2027-05-17T14:00'), 2],
        ['activity', 'lek', at('2027-05-17T12:00'), null],
        ['shift', 'grill', at('2027-05-17T11:00'), 2],
      ]);
      const kept = await store.read.selectFrom('pool').selectAll().where('of', '=', 'kept').execute();
      expect(kept).toMatchObject([{ audience: 'brukare', capacity: 2, kept_until: at('2027-05-10T00:00') }]);
      expect(await store.read.selectFrom('co_host').selectAll().execute()).toHaveLength(1);
    });

    it('a date alone, and no date', async () => {
      await loadEvent({ start: '2027-05-17', end: null, activities: [], shifts: [] });
      expect(await event()).toMatchObject({
        start_at: at('2027-05-17T00:00'),
        time_known: 0,
        end_at: null,
        over_at: at('2027-05-18T00:00'),
      });
      await loadEvent({ start: null, end: null });
      expect(await event()).toMatchObject({ start_at: null, time_known: 0, end_at: null, over_at: null });
    });
  });

  describe('§5.3 loading again', () => {
    it('writes nothing and tells nothing when the file is the same', async () => {
      const file = {
        site: { name: 'Samling', operator: 'Staden' },
        events: [{ ...halsodag, coHosts: [], kept: [{ audience: 'brukare', places: 1 }], teams: {} }],
        series: [gruppen, kurs, { ...gruppen, slug: 'utan-slut', until: null }],
      };
      await load(file);
      await join('Anna', { activities: ['yoga'] });
      await join('Bo', {}, ['series', 'kurs']);
      const before = await everything();
      const counts = await load(file, now + 60_000);
      expect(counts).toMatchObject({ added: 0, changed: 0, told: 0 });
      expect(await everything()).toEqual(before);
    });

    it('changes nothing at all when one entry is wrong', async () => {
      await loadEvent();
      const before = await everything();
      const events = [
        { ...halsodag, title: 'Nytt namn' },
        { ...halsodag, slug: 'annan' },
        { slug: 'trasig', host: 'rsmh' },
      ];
      expect(await refused({ events })).toEqual(['events[2].title (trasig): Här saknas ett värde. Det måste finnas.']);
      expect(await everything()).toEqual(before);
    });

    it('updates by slug, keeps what the file does not name, and never drops a signup', async () => {
      await load({ events: [halsodag, { ...halsodag, slug: 'annan' }] });
      await join('Anna');
      const before = await event();
      await loadEvent({ title: 'Hälsodag', capacity: 1 });
      expect(await event()).toMatchObject({
        id: before.id,
        uid: before.uid,
        title: 'Hälsodag',
        search: 'halsodag groningen rsmh',
      });
      expect(await event('annan')).toMatchObject({ status: 'published' });
      expect(await signup('Anna')).toMatchObject({ state: 'confirmed' });
    });

    it('gives a field that is left out its default', async () => {
      await loadEvent({ description: 'Ord', maxPartySize: 3, kept: [{ audience: 'staff', places: 1 }], waitlist: 5 });
      const { venue: _venue, capacity: _capacity, ...rest } = halsodag;
      await load({ events: [rest] });
      expect(await event()).toMatchObject({ venue: null, description: null, max_party_size: 10, waitlist_limit: null });
      expect(await offerBySlug(store.read, 'event', 'halsodag')).toMatchObject({ capacity: null });
      expect(await store.read.selectFrom('pool').select('id').where('of', '=', 'kept').execute()).toEqual([]);
    });

    it('knows the organisations of an earlier file, and follows one to a new name', async () => {
      await loadEvent();
      expect(await loadProgramme(store, { events: [{ ...halsodag, venue: 'Heden' }] }, { now })).toMatchObject({
        ok: true,
      });
      await load({ organisations: [{ slug: 'rsmh', name: 'Nya RSMH' }] });
      expect(await event()).toMatchObject({ search: 'halsodag pa groningen heden nya rsmh' });
    });

    it('refuses a name that belongs to a date of a series, or to an event', async () => {
      await load({ series: [gruppen], events: [halsodag] });
      expect(await refused({ events: [{ ...halsodag, slug: 'gruppen-2027-10-07' }] })).toHaveLength(1);
      expect(await refused({ events: [{ ...halsodag, slug: 'gruppen' }] })).toHaveLength(1);
      expect(await refused({ series: [{ ...gruppen, slug: 'halsodag' }] })).toHaveLength(1);
      await load({ events: [{ ...halsodag, slug: 'ny-2027-09-02' }] });
      expect(await refused({ series: [{ ...gruppen, slug: 'ny' }] })).toEqual([
        expect.stringMatching(/^series\[0\]\.slug/),
      ]);
    });

    it('takes 10,000 events, and the same again', async () => {
      const events = Array.from({ length: 10_000 }, (_, index) => ({
        ...halsodag,
        slug: `dag-${index}`,
        title: `Dag ${index}`,
        activities: halsodag.activities.slice(0, 1),
        shifts: [],
      }));
      expect(await load({ events })).toMatchObject({ events: 10_000, added: 10_000 });
      expect(await load({ events })).toMatchObject({ added: 0, changed: 0 });
      const { count } = await store.read
        .selectFrom('pool')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      expect(count).toBe(20_000);
    }, 120_000);

    it('loads twice at once: one of them does the work, and nothing is there twice', async () => {
      const file = { organisations, events: [halsodag], series: [gruppen] };
      const outcomes = await Promise.all([1, 2, 3].map(() => loadProgramme(store, file, { now })));
      expect(outcomes.every((one) => one.ok)).toBe(true);
      expect(await dates()).toHaveLength(4);
      expect(await store.read.selectFrom('pool').select('id').where('of', '=', 'series').execute()).toHaveLength(1);
    });
  });

  describe('§5.3 what others do meanwhile', () => {
    /** The same store, where something happens between comparing and writing. */
    function interrupted(happens: () => Promise<unknown>): Store {
      let once: typeof happens | null = happens;
      return Object.create(store, {
        transact: {
          value: async (change: Parameters<Store['transact']>[0]) => {
            const first = once;
            once = null;
            await first?.();
            return store.transact(change);
          },
        },
      }) as Store;
    }

    it('sees a signup that arrives, and refuses the draft after all', async () => {
      await loadEvent();
      const draft = { organisations, events: [{ ...halsodag, status: 'draft' }] };
      const outcome = await loadProgramme(
        interrupted(() => join('Anna')),
        draft,
        { now },
      );
      expect(outcome).toMatchObject({ ok: false, problems: [{ path: 'events[0].status (halsodag)' }] });
      expect(await event()).toMatchObject({ status: 'published' });
    });

    it('compares anew when another file has changed the same event', async () => {
      await loadEvent();
      await join('Anna');
      await news();
      const file = { organisations, events: [{ ...halsodag, venue: 'Heden' }] };
      const meanwhile = () => loadEvent({ venue: 'Heden', capacity: 9 });
      expect(await loadProgramme(interrupted(meanwhile), file, { now })).toMatchObject({
        ok: true,
        counts: { told: 0 },
      });
      expect(await news()).toEqual(['Anna updated {"changed":["place"]}']);
      expect(await offerBySlug(store.read, 'event', 'halsodag')).toMatchObject({ capacity: 4 });
      expect((await event()).sequence).toBe(1);
    });

    it('leaves nobody in line beside free places, and oversells nothing, when people sign up all the while', async () => {
      await loadEvent({ activities: [], shifts: [] });
      const people = Array.from({ length: 16 }, (_, index) => `P${String(index).padStart(2, '0')}`);
      const [counts] = await Promise.all([
        loadEvent({ capacity: 9, activities: [], shifts: [] }),
        ...people.map((name) => join(name)),
      ]);
      expect(counts).toMatchObject({ changed: 1 });
      const states = await store.read.selectFrom('signup').select('state').execute();
      expect(states.filter((row) => row.state === 'confirmed')).toHaveLength(9);
      expect(states.filter((row) => row.state === 'waitlisted')).toHaveLength(7);
    });
  });

  describe('§4.1, §5.3 what is told', () => {
    it('a new time and a new place, once, to those confirmed and in line, not to who left', async () => {
      await loadEvent();
      await join('Anna', { partySize: 4 });
      await join('Bo');
      await cancelSignup(store, await join('Cia'), now);
      await news();
      const { sequence, uid } = await event();
      const own = await signup('Anna');

      const moved = { start: '2027-05-18T10:00', end: '2027-05-18T15:00', venue: 'Heden' };
      expect(await loadEvent(moved)).toMatchObject({ changed: 1, told: 2 });
      const facts = `{"changed":["time","place"],"firstStart":${at('2027-05-17T10:00')}}`;
      expect(await news()).toEqual([`Anna updated ${facts}`, `Bo updated ${facts}`]);
      expect(await event()).toMatchObject({ sequence: sequence + 1, uid });
      expect(await signup('Anna')).toMatchObject({ sequence: own.sequence + 1, uid: own.uid });

      expect(await loadEvent(moved)).toMatchObject({ told: 0 });
      expect(await news()).toEqual([]);
    });

    it('to who waits that one just comes, or signs up elsewhere, and nobody waits for a place then', async () => {
      await loadEvent({ capacity: 2 });
      const anna = await join('Anna', { partySize: 2 });
      await join('Bo');
      await join('Cia');
      await news();
      expect(await loadEvent({ capacity: 2, signup: 'none' })).toMatchObject({ told: 2 });
      expect(await news()).toEqual(['Bo updated {"changed":["signup"]}', 'Cia updated {"changed":["signup"]}']);
      expect(await loadEvent({ capacity: 2, signup: 'none' })).toMatchObject({ told: 0 });
      const elsewhere = { capacity: 2, externalSignup: 'https://example.org/anmalan' };
      expect(await loadEvent(elsewhere)).toMatchObject({ told: 2 });
      await news();
      // nobody gets a place that is not asked for, and nobody hears that none came
      await cancelSignup(store, anna, now);
      await serveByClock(store, at('2027-05-17T11:00'));
      expect(await news()).toEqual(['Anna cancelled {"withdrawEntry":true}']);
      expect(await signup('Bo')).toMatchObject({ state: 'waitlisted', no_place_at: null });
      // they still hear of what changes, and stand where they stood if there is a line again
      expect(await loadEvent({ ...elsewhere, venue: 'Heden' })).toMatchObject({ told: 2 });
      await news();
      await loadEvent({ capacity: 1, venue: 'Heden' });
      expect(await news()).toEqual([
        'Bo updated {"changed":["signup"]}',
        'Bo promoted {}',
        'Cia updated {"changed":["signup"]}',
      ]);
    });

    it('no new words', async () => {
      await loadEvent();
      await join('Anna');
      await news();
      const own = await signup('Anna');
      const words = { title: 'Vårfest', summary: 'Kort', description: 'Långt', food: 'Korv', contact: { name: 'Eva' } };
      expect(await loadEvent(words)).toMatchObject({ changed: 1, told: 0 });
      expect(await news()).toEqual([]);
      expect(await event()).toMatchObject({ title: 'Vårfest', sequence: 0, updated_at: now });
      expect((await signup('Anna')).sequence).toBe(own.sequence);
    });

    it('a cancellation, and that it is on again', async () => {
      await loadEvent();
      await join('Anna');
      await news();
      await loadEvent({ status: 'cancelled', start: '2027-05-18T10:00', end: '2027-05-18T15:00' });
      // the day that they know is another than the one that it is called off on
      expect(await news()).toEqual([`Anna event-cancelled {"firstStart":${at('2027-05-17T10:00')}}`]);
      await loadEvent({ status: 'cancelled', start: '2027-05-18T10:00', end: '2027-05-18T15:00', venue: 'Heden' });
      expect(await news()).toEqual([]);
      await loadEvent({ start: '2027-05-18T10:00', end: '2027-05-18T15:00' });
      expect(await news()).toEqual(['Anna event-restored {"changed":["place"]}']);
      expect(await signup('Anna')).toMatchObject({ state: 'confirmed' });
      expect((await event()).sequence).toBe(2);
    });

    it('an activity that moved, to those who chose it and to nobody else', async () => {
      await loadEvent();
      await join('Anna', { activities: ['yoga'] });
      await join('Bo', { activities: ['lek'] });
      await news();
      const [yoga, ...rest] = halsodag.activities;
      const later = { ...yoga, start: '2027-05-17T13:30', end: '2027-05-17T14:30' };
      await loadEvent({ activities: [later, ...rest] });
      expect(await news()).toEqual([`Anna updated {"movedActivities":["${await partId('yoga')}"]}`]);
      await loadEvent({ activities: [...rest, { ...later, title: 'Yoga i gräset', capacity: 3 }] });
      expect(await news()).toEqual([]);
    });

    it('nothing of an activity that moves or goes, to who was told that no place came', async () => {
      await loadEvent();
      await join('Anna', { activities: ['yoga'], partySize: 2 });
      await join('Bo', { activities: ['yoga'] });
      const started = at('2027-05-17T14:05');
      await serveByClock(store, started);
      expect(await signup('Bo')).toMatchObject({ state: 'waitlisted', no_place_at: started });
      await news();
      const [yoga, ...rest] = halsodag.activities;
      const later = { ...yoga, start: '2027-05-17T14:15' };
      await loadEvent({ activities: [later, ...rest] }, started);
      const id = await partId('yoga');
      expect(await news()).toEqual([`Anna updated {"movedActivities":["${id}"]}`]);
      await loadEvent({ activities: rest }, started);
      expect(await news()).toEqual([`Anna updated {"goneActivities":["${id}"]}`]);
    });

    it('everything that it has of news, to who waited for nothing but a shift that is gone', async () => {
      await loadEvent();
      await join('Anna', { shifts: ['grill'], partySize: 2 });
      await join('Bo', { shifts: ['grill'] });
      await join('Cia', { shifts: ['grill'] });
      await news();
      await loadEvent({ venue: 'Heden', shifts: [] });
      const facts = `{"changed":["place"],"goneActivities":["${await partId('grill')}"]}`;
      expect(await news()).toEqual(['Anna', 'Bo', 'Cia'].map((name) => `${name} updated ${facts}`));
      await loadEvent({ venue: 'Heden' });
      await join('Dan', { shifts: ['grill'], partySize: 2 });
      await join('Eva', { shifts: ['grill'] });
      await news();
      await loadEvent({ venue: 'Heden', shifts: [], status: 'cancelled' });
      // Bo and Cia have left the line; Anna has her place, though no shift
      expect(await news()).toEqual(['Anna', 'Dan', 'Eva'].map((name) => `${name} event-cancelled {}`));
    });

    it('one notice, however much has changed', async () => {
      await loadEvent();
      await join('Anna', { activities: ['yoga'] });
      await news();
      await loadEvent({ venue: 'Heden', activities: halsodag.activities.slice(1) });
      expect(await news()).toEqual([`Anna updated {"changed":["place"],"goneActivities":["${await partId('yoga')}"]}`]);
    });

    it('nothing of an event that is over', async () => {
      await loadEvent();
      await join('Anna');
      await news();
      const afterwards = at('2027-05-20T12:00');
      await loadEvent({ start: '2027-05-17T09:30', status: 'cancelled' }, afterwards);
      expect(await news()).toEqual([]);
    });
  });

  describe('§5.4 what people have chosen', () => {
    it('stays as cancelled when it is no longer named; its people are told and keep the rest', async () => {
      await loadEvent();
      await join('Anna', { activities: ['lek', 'yoga'], partySize: 2 });
      await news();
      await loadEvent({ activities: halsodag.activities.slice(1) });
      const yoga = await partId('yoga');
      expect(await news()).toEqual([`Anna updated {"goneActivities":["${yoga}"]}`]);
      const { parts } = (await offerBySlug(store.read, 'event', 'halsodag'))!;
      expect(parts.map((part) => `${part.slug} ${part.status}`).sort()).toEqual([
        'grill published',
        'lek published',
        'yoga cancelled',
      ]);
      const claims = await store.read
        .selectFrom('claim')
        .innerJoin('pool', 'pool.id', 'claim.pool_id')
        .leftJoin('activity', 'activity.id', 'pool.activity_id')
        .select(['pool.of', 'activity.slug', 'claim.state'])
        .orderBy('pool.of')
        .orderBy('activity.slug')
        .execute();
      expect(claims.map((claim) => `${claim.of} ${claim.slug} ${claim.state}`)).toEqual([
        'activity lek held',
        'activity yoga ended',
        'event null held',
      ]);
      await loadEvent({ activities: halsodag.activities.slice(1) });
      expect(await news()).toEqual([]);
    });

    it('is gone when nobody had chosen it', async () => {
      await loadEvent();
      await loadEvent({ activities: [], shifts: [] });
      expect(await store.read.selectFrom('activity').select('slug').execute()).toEqual([]);
      expect(await store.read.selectFrom('pool').select('of').execute()).toEqual([{ of: 'event' }]);
    });

    it('waits no longer for what is gone: who then fits gets the place', async () => {
      await loadEvent();
      await join('Anna', { activities: ['yoga'], partySize: 2 });
      await join('Bo', { activities: ['yoga'] });
      expect(await signup('Bo')).toMatchObject({ state: 'waitlisted' });
      await news();
      await loadEvent({ activities: halsodag.activities.slice(1) });
      const yoga = await partId('yoga');
      expect(await signup('Bo')).toMatchObject({ state: 'confirmed' });
      expect(await news()).toEqual([
        `Anna updated {"goneActivities":["${yoga}"]}`,
        `Bo updated {"goneActivities":["${yoga}"]}`,
        'Bo promoted {}',
      ]);
    });

    it('stands in no line when it waited for the gone shift alone, and is not told of a place', async () => {
      await loadEvent();
      await join('Anna', { shifts: ['grill'], partySize: 2 });
      await join('Bo', { shifts: ['grill'] });
      await news();
      await loadEvent({ shifts: [] });
      const grill = await partId('grill');
      expect(await news()).toEqual([
        `Anna updated {"goneActivities":["${grill}"]}`,
        `Bo updated {"goneActivities":["${grill}"]}`,
      ]);
      expect(await signup('Bo')).toMatchObject({ state: 'waitlisted', no_place_at: now });
      expect(await signup('Anna')).toMatchObject({ state: 'confirmed' });
    });

    it('comes back when it is named again, empty', async () => {
      await loadEvent();
      await join('Anna', { activities: ['yoga'] });
      await loadEvent({ activities: [] });
      await loadEvent();
      const { parts } = (await offerBySlug(store.read, 'event', 'halsodag'))!;
      expect(parts.map((part) => part.status)).toEqual(['published', 'published', 'published']);
      expect(await join('Bo', { activities: ['yoga'], partySize: 2 })).toBeTruthy();
      expect(await signup('Bo')).toMatchObject({ state: 'confirmed' });
    });

    it('keeps an event from becoming a draft, and its series', async () => {
      await load({ events: [halsodag], series: [gruppen, kurs] });
      await join('Anna');
      await join('Bo', {}, ['event', 'gruppen-2027-10-07']);
      await join('Cia', {}, ['series', 'kurs']);
      const drafts = {
        events: [{ ...halsodag, status: null }],
        series: [gruppen, kurs].map((one) => ({ ...one, status: 'draft' })),
      };
      expect(await refused(drafts)).toEqual([
        'events[0].status (halsodag): En är anmäld. Då kan evenemanget inte bli ett utkast. Skriv cancelled.',
        'series[0].status (gruppen): En är anmäld. Då kan evenemanget inte bli ett utkast. Skriv cancelled.',
        'series[1].status (kurs): En är anmäld. Då kan evenemanget inte bli ett utkast. Skriv cancelled.',
      ]);
      expect(await event()).toMatchObject({ status: 'published' });
    });

    it('lets an event without signups become a draft', async () => {
      await loadEvent();
      await cancelSignup(store, await join('Anna'), now);
      await loadEvent({ status: 'draft' });
      expect(await event()).toMatchObject({ status: 'draft' });
    });

    it('keeps what is over and erased from coming back: its people would hold places for ever', async () => {
      await load({ events: [halsodag, { ...halsodag, slug: 'tom' }], series: [gruppen, kurs] });
      await join('Anna');
      await join('Bo', {}, ['series', 'kurs']);
      const later = at('2028-01-10T12:00');
      await erasePeople(store, later, later);
      const events = ['halsodag', 'tom'].map((slug) => ({
        ...halsodag,
        slug,
        ...{ start: '2028-05-17T10:00', end: '2028-05-17T15:00', activities: [], shifts: [] },
      }));
      const series = [
        { ...gruppen, until: '2028-12-31' },
        { ...kurs, start: '2028-10-05T18:00', end: '2028-10-05T20:00' },
      ];
      const outcome = await loadProgramme(store, { organisations, events, series }, { now: later });
      expect(outcome).toEqual({
        ok: false,
        problems: [
          { path: 'events[0].slug (halsodag)', message: expect.stringMatching(/^De som var anmälda till halsodag /) },
          { path: 'series[1].slug (kurs)', message: expect.stringMatching(/^De som var anmälda till kurs /) },
        ],
      });
      // words may still be mended, and others go on
      await load({ events: [{ ...halsodag, title: 'Vårfest' }, events[1]], series: [series[0]] }, later);
      expect(await event('tom')).toMatchObject({ start_at: at('2028-05-17T10:00') });
    });

    it('keeps its teams, and a new size for them', async () => {
      const teams = { capacity: 2, minPlayers: 2, maxPlayers: 3 };
      await loadEvent({ teams, capacity: null });
      await registerTeam(
        store,
        'halsodag',
        { name: 'Solarna', captain: wish({ name: 'Anna' }), players: ['Bo'] },
        null,
        now,
      );
      expect(await refused({ events: [halsodag] })).toEqual([
        expect.stringMatching(/^events\[0\]\.teams \(halsodag\)/),
      ]);
      await loadEvent({ teams: { ...teams, maxPlayers: 5 }, capacity: null });
      const pool = await store.read.selectFrom('pool').selectAll().where('of', '=', 'team').executeTakeFirstOrThrow();
      expect(pool.capacity).toBe(5);
      expect((await offerBySlug(store.read, 'event', 'halsodag'))?.teams).toMatchObject({
        min: 2,
        max: 5,
        capacity: 2,
      });
    });

    it('keeps its place in line when the party can no longer fit, and is told once', async () => {
      await loadEvent();
      await join('Anna', { partySize: 4 });
      await join('Bo', { partySize: 3 });
      await join('Cia');
      await news();
      await loadEvent({ capacity: 2 });
      expect(await news()).toEqual(['Bo updated {"tooLarge":true}']);
      await loadEvent({ capacity: 1 });
      expect(await news()).toEqual([]);
      expect(await signup('Bo')).toMatchObject({ state: 'waitlisted', no_place_at: null });
      await loadEvent({ capacity: 7 });
      expect(await news()).toEqual(['Bo promoted {}']);
    });

    it('is told that it can no longer fit also where another limit was raised in the same file', async () => {
      const load = (capacity: number, maxPlayers: number) =>
        loadEvent({ capacity, teams: { minPlayers: 1, maxPlayers }, activities: [], shifts: [] });
      await load(0, 3);
      const captain = wish({ name: 'Anna', email: 'anna@example.org' });
      await registerTeam(store, 'halsodag', { name: 'Solarna', captain, players: ['A'] }, null, now);
      await news();
      await load(1, 1);
      expect(await news()).toEqual(['Anna updated {"tooLarge":true}']);
    });

    it('keeps its place when a team, or a party on one, is larger than teams now may be, and is told once', async () => {
      const teams = { capacity: 1, minPlayers: 1, maxPlayers: 4 };
      const load = (maxPlayers: number) => loadEvent({ teams: { ...teams, maxPlayers }, capacity: null });
      await load(4);
      const register = (name: string, captain: string, players: string[] = []) => {
        const wished = wish({ name: captain, email: `${captain}@example.org` });
        return registerTeam(store, 'halsodag', { name, captain: wished, players }, null, now);
      };
      await register('Solarna', 'Anna', ['A', 'B', 'C']);
      await register('Bollarna', 'Bo', ['D', 'E']);
      await register('Pinnarna', 'Cia');
      const team = await store.read
        .selectFrom('team')
        .selectAll()
        .where('name', '=', 'Solarna')
        .executeTakeFirstOrThrow();
      const party = wish({ name: 'Eva', email: 'eva@example.org', partySize: 3 });
      await joinTeam(store, store.codes.codeOf(team), party, null, now);
      expect(await signup('Eva')).toMatchObject({ state: 'waitlisted' });
      await news();

      await load(2);
      expect(await news()).toEqual(['Bo updated {"tooLarge":true}', 'Eva updated {"tooLarge":true}']);
      for (const name of ['Bo', 'Eva']) {
        expect(await signup(name)).toMatchObject({ state: 'waitlisted', no_place_at: null });
      }
      await load(1);
      expect(await news()).toEqual([]);
    });
  });

  describe('§3.3 the line', () => {
    it('is served when a limit is raised, from the front', async () => {
      await loadEvent();
      await join('Anna', { partySize: 4 });
      await join('Bo', { partySize: 2 });
      await join('Cia');
      await news();
      expect(await loadEvent({ capacity: 6 })).toMatchObject({ changed: 1, told: 0 });
      expect(await news()).toEqual(['Bo promoted {}']);
      await loadEvent({ capacity: null });
      expect(await news()).toEqual(['Cia promoted {}']);
    });

    it('is not served while an event is cancelled', async () => {
      await loadEvent();
      await join('Anna', { partySize: 4 });
      await join('Bo');
      await news();
      await loadEvent({ capacity: 6, status: 'cancelled' });
      expect(await news()).toEqual(['Anna event-cancelled {}', 'Bo event-cancelled {}']);
      await loadEvent({ capacity: 6 });
      expect(await news()).toEqual(['Anna event-restored {}', 'Bo event-restored {}', 'Bo promoted {}']);
    });
  });

  describe('§5.5 a series', () => {
    it('makes its dates, each with the times inside moved along', async () => {
      await loadSeries({
        signupCloses: '2027-09-01T12:00',
        capacity: 10,
        kept: [{ audience: 'brukare', places: 2, until: '2027-08-30T00:00' }],
        activities: [{ slug: 'fika', title: 'Fika', start: '2027-09-02T11:00', end: '2027-09-02T12:00' }],
      });
      expect(await dates()).toEqual([
        'gruppen-2027-09-02 published',
        'gruppen-2027-10-07 published',
        'gruppen-2027-11-04 published',
        'gruppen-2027-12-02 published',
      ]);
      expect(await event('gruppen-2027-11-04')).toMatchObject({
        series_date: '2027-11-04',
        start_at: at('2027-11-04T10:00'),
        end_at: at('2027-11-04T12:00'),
        signup_closes_at: at('2027-11-03T12:00'),
      });
      const { id } = await event('gruppen-2027-11-04');
      const fika = await store.read
        .selectFrom('activity')
        .selectAll()
        .where('event_id', '=', id)
        .executeTakeFirstOrThrow();
      expect(fika).toMatchObject({ start_at: at('2027-11-04T11:00'), end_at: at('2027-11-04T12:00') });
      const pools = await store.read.selectFrom('pool').selectAll().where('offer_id', '=', id).execute();
      expect(pools.find((pool) => pool.of === 'kept')).toMatchObject({ kept_until: at('2027-11-01T00:00') });
      expect(pools.find((pool) => pool.of === 'event')).toMatchObject({ capacity: 10 });
    });

    it('has a moved date at its place, a cancelled one and an added one', async () => {
      await loadSeries({
        moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00', venue: null }],
        cancelled: ['2027-12-02'],
        added: [{ start: '2027-12-09T10:00', end: '2027-12-09T12:00' }],
      });
      expect(await dates()).toEqual([
        'gruppen-2027-09-02 published',
        'gruppen-2027-10-07 published',
        'gruppen-2027-11-04 published',
        'gruppen-2027-12-02 cancelled',
        'gruppen-2027-12-09 published',
      ]);
      expect(await event('gruppen-2027-10-07')).toMatchObject({
        start_at: at('2027-10-06T10:30'),
        end_at: at('2027-10-06T12:00'),
        venue: null,
        moved: 1,
      });
      expect(await event('gruppen-2027-09-02')).toMatchObject({ venue: 'Bredgatan', moved: 0 });
    });

    it('tells the people of a date that moves, and nobody of the others', async () => {
      await loadSeries();
      await join('Anna', {}, ['event', 'gruppen-2027-10-07']);
      await join('Bo', {}, ['event', 'gruppen-2027-11-04']);
      await news();
      const before = await event('gruppen-2027-10-07');
      const moved = [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00', venue: null }];
      await loadSeries({ moved });
      const facts = (start: string) => `{"changed":["time","place"],"firstStart":${at(start)}}`;
      expect(await news()).toEqual([`Anna updated ${facts('2027-10-07T10:00')}`]);
      expect(await event('gruppen-2027-10-07')).toMatchObject({ id: before.id, uid: before.uid, sequence: 1 });
      await loadSeries({ moved });
      expect(await news()).toEqual([]);
      await loadSeries();
      expect(await news()).toEqual([`Anna updated ${facts('2027-10-06T10:30')}`]);
      expect(await event('gruppen-2027-10-07')).toMatchObject({ moved: 0, sequence: 2, venue: 'Bredgatan' });
    });

    it('without an end is made 400 days ahead, and the worker keeps it so', async () => {
      await loadSeries({ start: '2027-02-04T10:00', end: '2027-02-04T12:00', until: null });
      const made = await dates();
      expect(made[0]).toBe('gruppen-2027-02-04 published');
      expect(made.at(-1)).toBe('gruppen-2028-03-02 published');
      expect(await makeDatesAhead(store, now)).toBe(0);
      expect(await makeDatesAhead(store, at('2027-05-03T12:00'))).toBe(3);
      expect((await dates()).at(-1)).toBe('gruppen-2028-06-01 published');
      expect(await makeDatesAhead(store, at('2027-05-03T13:00'))).toBe(0);
      // a clock that steps back takes nothing away
      expect(await loadSeries({ start: '2027-02-04T10:00', end: '2027-02-04T12:00', until: null }, now)).toMatchObject({
        added: 0,
        changed: 0,
      });
      expect((await dates()).at(-1)).toBe('gruppen-2028-06-01 published');
    });

    it('that ends is never made longer', async () => {
      await loadSeries();
      expect(await makeDatesAhead(store, at('2029-01-01T12:00'))).toBe(0);
    });
  });

  describe('§5.6 a date that a new rule no longer gives', () => {
    it('is cancelled, keeps its page, and its people are told', async () => {
      await loadSeries();
      await join('Anna', {}, ['event', 'gruppen-2027-10-07']);
      await news();
      await loadSeries({ rrule: 'FREQ=MONTHLY;BYDAY=1FR', start: '2027-09-02T10:00' });
      expect(await dates()).toEqual([
        'gruppen-2027-09-02 cancelled',
        'gruppen-2027-09-03 published',
        'gruppen-2027-10-01 published',
        'gruppen-2027-10-07 cancelled',
        'gruppen-2027-11-04 cancelled',
        'gruppen-2027-11-05 published',
        'gruppen-2027-12-02 cancelled',
        'gruppen-2027-12-03 published',
      ]);
      expect(await news()).toEqual(['Anna event-cancelled {}']);
      await loadSeries();
      expect(await news()).toEqual(['Anna event-restored {}']);
    });

    it('stays as it was when it has taken place', async () => {
      await loadSeries();
      await loadSeries({ start: '2027-10-07T10:00', end: '2027-10-07T12:00' }, at('2027-09-10T12:00'));
      expect((await dates())[0]).toBe('gruppen-2027-09-02 published');
    });

    it('is refused where the file contradicts itself, and nothing is loaded', async () => {
      const added = [{ start: '2027-10-07T13:00' }];
      expect(await refused({ events: [halsodag], series: [{ ...gruppen, added }] })).toHaveLength(1);
      expect(await store.read.selectFrom('event').select('id').execute()).toEqual([]);
    });
  });

  describe('§5.2 one signup for a whole series', () => {
    it('has one pool for all its dates', async () => {
      await load({ series: [{ ...kurs, kept: [{ audience: 'brukare', places: 1 }] }] });
      const series = await offerBySlug(store.read, 'series', 'kurs');
      expect(series).toMatchObject({ capacity: 3, startAt: at('2027-10-05T18:00'), endAt: at('2027-10-19T20:00') });
      expect(await offerBySlug(store.read, 'event', 'kurs-2027-10-12')).toMatchObject({ wholeSeries: 'kurs' });
    });

    it('tells everybody of a date that is moved, cancelled or new, and takes nobody\u2019s place', async () => {
      await load({ series: [kurs] });
      await join('Anna', { partySize: 3 }, ['series', 'kurs']);
      await join('Bo', {}, ['series', 'kurs']);
      await news();
      const second = (await event('kurs-2027-10-12')).id;
      const cancelled = { ...kurs, cancelled: ['2027-10-12'] };
      await load({ series: [cancelled] });
      expect(await news()).toEqual([`Anna updated {"events":["${second}"]}`, `Bo updated {"events":["${second}"]}`]);
      const extended = { ...cancelled, added: [{ start: '2027-10-26T18:00', end: '2027-10-26T20:00' }] };
      await load({ series: [extended] });
      const fourth = (await event('kurs-2027-10-26')).id;
      expect(await news()).toEqual([`Anna updated {"events":["${fourth}"]}`, `Bo updated {"events":["${fourth}"]}`]);
      await load({ series: [extended] });
      expect(await news()).toEqual([]);
      expect(await signup('Anna')).toMatchObject({ state: 'confirmed' });
    });

    it('is told once when the series is cancelled, and serves its line when it grows', async () => {
      await load({ series: [kurs] });
      await join('Anna', { partySize: 3 }, ['series', 'kurs']);
      await join('Bo', {}, ['series', 'kurs']);
      await news();
      await load({ series: [{ ...kurs, status: 'cancelled' }] });
      expect(await news()).toEqual(['Anna event-cancelled {}', 'Bo event-cancelled {}']);
      await load({ series: [{ ...kurs, capacity: 4 }] });
      expect(await news()).toEqual(['Anna event-restored {}', 'Bo event-restored {}', 'Bo promoted {}']);
    });
  });

  describe('§5.8 the clock', () => {
    it('reads a time that is skipped an hour later, and one that is doubled as the first', async () => {
      await loadEvent({ start: '2027-03-28T02:30', end: '2027-03-28T03:00', activities: [], shifts: [] });
      expect(await event()).toMatchObject({ start_at: at('2027-03-28T03:30'), end_at: at('2027-03-28T04:00') });
      await loadEvent({ start: '2027-10-31T02:30', end: '2027-10-31T05:00', activities: [], shifts: [] });
      expect(await event()).toMatchObject({ start_at: Date.UTC(2027, 9, 31, 0, 30) });
    });
  });

  it('knows a database that has a programme, the demo’s or another, and what of the demo is there', async () => {
    expect(await hasProgramme(store.read)).toBe(false);
    await loadProgramme(store, { organisations: [{ slug: 'egen', name: 'Vår egen' }] }, { now });
    expect(await hasProgramme(store.read)).toBe(true);
    expect(await demoPlacesThere(store.read)).toEqual(new Set());
    await loadDemo(store, { now });
    expect(await demoPlacesThere(store.read)).toEqual(new Set(Object.values(demoPlaces)));
    await store.transact((trx) =>
      trx.updateTable('event').set({ status: 'draft' }).where('slug', '=', demoPlaces.team).execute(),
    );
    expect(await demoPlacesThere(store.read)).toEqual(new Set([demoPlaces.signup, demoPlaces.series]));
  });

  it('loads the demo, which has something ahead, and loads it again without a word', async () => {
    const outcome = await loadDemo(store, { now });
    expect(outcome).toMatchObject({ ok: true, doubts: [], counts: { organisations: 15, told: 0 } });
    const yoga = await offerBySlug(store.read, 'event', 'halsodag');
    expect(yoga?.parts.find((part) => part.slug === 'yoga')).toMatchObject({ capacity: 20 });
    const before = await everything();
    expect(await loadDemo(store, { now })).toMatchObject({ ok: true, counts: { added: 0, changed: 0 } });
    expect(await everything()).toEqual(before);
  });
});
