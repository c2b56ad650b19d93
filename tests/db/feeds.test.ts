import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { readFeedCalendar, readOwnCalendar } from '../../db/feeds/own-calendar';
import { publicEventPieces, type FeedScope } from '../../db/feeds/public-events';
import { findScope } from '../../db/feeds/scope';
import { confirmFeed, endFeed, feedByConfirmToken, feedByToken, isAddress, makeFeed } from '../../db/feeds/secret-feed';
import { readTeamCalendar } from '../../db/feeds/team-calendar';
import { loadProgramme } from '../../db/programme/load';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../support/sign-up';
import type { Store } from '../../db/store';
import { registerTeam } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish, type SampleEvent } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
const evenings = [
  { start: '2017-09-05T17:00', end: '2017-09-05T19:00' },
  { start: '2017-09-12T17:00', end: '2017-09-12T19:00' },
];

/** What is read a piece at a time, whole. */
async function all<T>(pieces: AsyncIterable<T[]>): Promise<T[]> {
  const whole: T[] = [];
  for await (const piece of pieces) whole.push(...piece);
  return whole;
}

describe.each(databases)('feeds on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await testDatabase(dialect);
    ({ store } = database);
  });
  afterAll(() => database.drop());

  const eventsOf = (scope: FeedScope, since: number | null = null) => all(publicEventPieces(store.read, scope, since));
  const titles = async (scope: FeedScope, since: number | null = null) =>
    (await eventsOf(scope, since)).map(({ title }) => title);

  /** A host of its own for each test, so that they do not see each other's events. */
  let hosts = 0;
  const newHost = () => `vard-${dialect}-${++hosts}`;
  const scopeOf = async (slug: string) => (await findScope(store.read, 'organisation', slug))!.scope;

  async function coHost(eventId: string, slug: string): Promise<void> {
    const { id } = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    await store.transact((trx) =>
      trx.insertInto('co_host').values({ offer_id: eventId, organisation_id: id, position: 0 }).execute(),
    );
  }

  describe('what is public', () => {
    it('is published and cancelled events, soonest first, and no drafts', async () => {
      const host = newHost();
      const event = (title: string, more: SampleEvent) => insertEvent(store, { host, title, ...more });
      await event('Senare', { start: '2017-06-02T10:00' });
      await event('Inställd', { start: '2017-06-01T10:00', status: 'cancelled' });
      await event('Utkast', { start: '2017-06-01T10:00', status: 'draft' });
      await event('Utan datum', { start: null });
      expect(await titles(await scopeOf(host))).toEqual(['Inställd', 'Senare', 'Utan datum']);
    });

    it('leaves out what was over by then', async () => {
      const host = newHost();
      await insertEvent(store, { host, title: 'Slut', start: '2017-05-01T10:00', end: '2017-05-01T12:00' });
      await insertEvent(store, { host, title: 'Pågår', start: '2017-05-01T10:00', end: '2017-05-01T12:01' });
      expect(await titles(await scopeOf(host), at('2017-05-01T12:00'))).toEqual(['Pågår']);
    });

    it('is an organisation’s as host and as co-host, the host named first', async () => {
      const [host, other, third] = [newHost(), newHost(), newHost()];
      const own = await insertEvent(store, { host, title: 'Egen', start: '2017-06-01T10:00' });
      const shared = await insertEvent(store, { host: other, title: 'Delad', start: '2017-06-02T10:00' });
      await insertEvent(store, { host: third, title: 'Andras', start: '2017-06-03T10:00' });
      await coHost(shared.id, host);
      await coHost(own.id, third);
      const events = await eventsOf(await scopeOf(host));
      expect(events.map(({ title, hosts }) => [title, hosts.map(({ slug }) => slug)])).toEqual([
        ['Egen', [host, third]],
        ['Delad', [other, host]],
      ]);
    });

    it('is a series’ dates, which say that one signs up to the whole', async () => {
      const course = await insertCourse(store, { dates: evenings });
      const found = await findScope(store.read, 'series', course.slug);
      const events = await eventsOf(found!.scope);
      expect(events.map(({ uid, wholeSeries }) => [uid, wholeSeries])).toEqual(
        course.dates.map(({ uid }) => [uid, course.slug]),
      );
    });

    it('is nothing of a draft, nor of what there is not', async () => {
      const draft = await insertEvent(store, { status: 'draft' });
      expect(await findScope(store.read, 'event', draft.slug)).toBeUndefined();
      expect(await findScope(store.read, 'series', 'finns-inte')).toBeUndefined();
      expect(await findScope(store.read, 'organisation', 'finns-inte')).toBeUndefined();
    });
  });

  describe('one’s own', () => {
    const ownDates = async (code: string) => all((await readOwnCalendar(store, code))!);

    it('has what one chose, and stays when one cancels', async () => {
      const event = await insertEvent(store, {
        activities: [
          { slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00' },
          { slug: 'grill', title: 'Grill', start: '2017-05-17T12:00', end: '2017-05-17T13:00' },
        ],
      });
      const code = await insertSignup(store, event, { activities: ['yoga'] });
      const [before] = await ownDates(code);
      expect(before).toMatchObject({
        state: 'confirmed',
        code,
        chosen: [{ title: 'Yoga', start: at('2017-05-17T14:00') }],
      });
      expect(before!.uid).toBe((await receiptByCode(store, code, sampleNow))!.uid);
      await cancelSignup(store, code, sampleNow + 1000);
      const [after] = await ownDates(code);
      expect(after).toMatchObject({ uid: before!.uid, state: 'cancelled', updatedAt: sampleNow + 1000 });
      expect(after!.sequence).toBeGreaterThan(before!.sequence);
      expect(after!.chosen).toEqual(before!.chosen);
    });

    it('has not what was gone and has come back, as the receipt says; who cancelled keeps what there was', async () => {
      const yoga = { slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00' };
      const lek = { slug: 'lek', title: 'Lek', start: '2017-05-17T12:00', end: '2017-05-17T13:00' };
      const slug = `tillbaka-${dialect}`;
      const load = async (activities: object[]) => {
        const times = { start: '2017-05-17T10:00', end: '2017-05-17T15:00' };
        const events = [{ slug, title: 'Dag', host: slug, status: 'published', ...times, activities }];
        const file = { organisations: [{ slug, name: 'Vi' }], events };
        expect(await loadProgramme(store, file, { now: sampleNow })).toMatchObject({ ok: true });
      };
      await load([yoga, lek]);
      const code = await insertSignup(store, { slug }, { activities: ['yoga', 'lek'] });
      await load([lek]);
      await load([yoga, lek]);
      const chosen = async () => (await ownDates(code)).flatMap((date) => date.chosen);
      expect((await receiptByCode(store, code, sampleNow))!.parts.map((part) => `${part.slug} ${part.claim}`)).toEqual([
        'yoga gone',
        'lek held',
      ]);
      expect((await chosen()).map(({ title }) => title)).toEqual(['Lek']);
      await cancelSignup(store, code, sampleNow);
      expect((await chosen()).map(({ title }) => title)).toContain('Lek');
    });

    it('has every date of a whole series, each with a UID of its own', async () => {
      const course = await insertCourse(store, { dates: evenings });
      const outcome = await signUp(store, { type: 'series', slug: course.slug }, wish(), null, sampleNow);
      const dates = await ownDates('code' in outcome ? outcome.code : '');
      expect(dates.map(({ event }) => event.start)).toEqual(evenings.map(({ start }) => at(start)));
      expect(new Set(dates.map(({ uid }) => uid)).size).toBe(2);
      expect(dates.every(({ uid }, index) => uid.endsWith(course.dates[index]!.uid))).toBe(true);
    });

    it('is nothing without a code that leads anywhere', async () => {
      expect(await readOwnCalendar(store, '0000000000')).toBeUndefined();
    });
  });

  describe('a team’s', () => {
    it('is its event, unsure while it waits', async () => {
      const cup = await insertEvent(store, { capacity: null, teams: { capacity: 1, minPlayers: 1, maxPlayers: 8 } });
      const register = async (name: string) => {
        const outcome = await registerTeam(store, cup.slug, { name, captain: wish(), players: [] }, null, sampleNow);
        return (await receiptByCode(store, 'code' in outcome ? outcome.code : '', sampleNow))!.team!.code;
      };
      const [first, second] = [await register('Bollarna'), await register('Pinnarna')];
      expect(await readTeamCalendar(store, first)).toMatchObject({
        name: 'Bollarna',
        state: 'confirmed',
        event: { uid: cup.uid },
      });
      expect(await readTeamCalendar(store, second)).toMatchObject({ name: 'Pinnarna', state: 'waitlisted' });
      expect(await readTeamCalendar(store, '0000000000')).toBeUndefined();
    });
  });

  describe('a secret feed', () => {
    let people = 0;
    const newEmail = () => `anna${++people}@example.se`;
    const confirmTokenOf = async (feedId: string) => {
      const row = await store.read.selectFrom('feed').selectAll().where('id', '=', feedId).executeTakeFirstOrThrow();
      return store.codes.feedTokensOf(row).confirm;
    };
    const shown = async (feedId: string, since = 0) =>
      (await all(readFeedCalendar(store, feedId, since))).map(({ code }) => code).sort();
    const noticesOf = (feedId: string) =>
      store.read.selectFrom('outbox').selectAll().where('feed_id', '=', feedId).execute();

    it('shows this signup alone until the address has confirmed, then all of the address in any case', async () => {
      const email = newEmail();
      const event = await insertEvent(store, {});
      const own = await insertSignup(store, event, { email });
      const other = await insertSignup(store, await insertEvent(store, {}), { email: email.toUpperCase() });
      await insertSignup(store, event, { email: `x${email}` });
      await insertSignup(store, event, {});
      const feed = (await makeFeed(store, own, sampleNow))!;
      expect(feed.state).toBe('awaits-confirmation');
      expect(await shown(feed.id)).toEqual([own]);

      const confirm = await confirmTokenOf(feed.id);
      expect(await confirmFeed(store, confirm, sampleNow)).toMatchObject({ id: feed.id, state: 'confirmed' });
      expect(await confirmFeed(store, confirm, sampleNow + 5)).toMatchObject({ id: feed.id, state: 'confirmed' });
      expect(await shown(feed.id)).toEqual([own, other].sort());
      expect(await shown(feed.id, at('2017-06-01T00:00'))).toEqual([]);
    });

    it('shows as many signups as an address has, the newest where they are more than it can hold', async () => {
      const email = newEmail();
      const event = await insertEvent(store, { activities: [{ slug: 'yoga', title: 'Yoga' }] });
      const code = await insertSignup(store, event, { email, activities: ['yoga'] });
      const course = await insertCourse(store, { dates: evenings });
      await signUp(store, { type: 'series', slug: course.slug }, wish({ email }), null, sampleNow);
      const pattern = await store.read
        .selectFrom('signup')
        .selectAll()
        .where('event_id', '=', event.id)
        .executeTakeFirstOrThrow();
      const copies = Array.from({ length: 220 }, () => {
        const { nonce, hash } = store.codes.fresh();
        return { ...pattern, id: uuid(), uid: randomUUID(), nonce, code_hash: hash };
      });
      await store.transact((trx) => trx.insertInto('signup').values(copies).execute());
      const feed = (await makeFeed(store, code, sampleNow))!;
      await confirmFeed(store, await confirmTokenOf(feed.id), sampleNow);

      const dates = await all(readFeedCalendar(store, feed.id, 0));
      expect(dates).toHaveLength(1 + 220 + evenings.length);
      expect(new Set(dates.map(({ uid }) => uid)).size).toBe(dates.length);
      expect(new Set(dates.map(({ code }) => code)).size).toBe(1 + 220 + 1);
      expect(dates.filter(({ chosen }) => chosen.length).map(({ code }) => code)).toEqual([code]);
      const few = await all(readFeedCalendar(store, feed.id, 0, 130));
      expect(few.map(({ uid }) => uid)).toEqual(
        copies
          .slice(-130)
          .map(({ uid }) => uid)
          .reverse(),
      );
    });

    if (dialect === 'sqlite') {
      it('finds an address by the index, not by reading every signup', async () => {
        const question = sql<{ detail: string }>`explain query plan select id from signup where ${isAddress('a@b.se')}`;
        const { rows } = await question.execute(store.read);
        expect(rows.map(({ detail }) => detail)).toEqual(['SEARCH signup USING INDEX signup_email (<expr>=?)']);
      });
    }

    it('asks the address once, in the same transaction, by a notice that hangs on the feed', async () => {
      const own = await insertSignup(store, await insertEvent(store, {}), { email: newEmail() });
      const first = (await makeFeed(store, own, sampleNow))!;
      expect(await makeFeed(store, own, sampleNow + 5)).toEqual(first);
      expect(await noticesOf(first.id)).toMatchObject([
        { kind: 'feed', signup_id: null, state: 'queued', facts: '{}' },
      ]);
    });

    it('made twice at the same moment is one', async () => {
      const own = await insertSignup(store, await insertEvent(store, {}), { email: newEmail() });
      const made = await Promise.all([1, 2, 3, 4].map(() => makeFeed(store, own, sampleNow)));
      expect(new Set(made.map((feed) => feed!.token)).size).toBe(1);
    });

    it('without an address asks nobody', async () => {
      const own = await insertSignup(store, await insertEvent(store, {}), { email: null });
      const feed = (await makeFeed(store, own, sampleNow))!;
      expect(feed.state).toBe('one-signup');
      expect(await noticesOf(feed.id)).toEqual([]);
    });

    it('that was confirmed is not given to whoever has the code: they get one of their own', async () => {
      const email = newEmail();
      const own = await insertSignup(store, await insertEvent(store, {}), { email });
      await insertSignup(store, await insertEvent(store, {}), { email });
      const first = (await makeFeed(store, own, sampleNow))!;
      await confirmFeed(store, await confirmTokenOf(first.id), sampleNow);
      const second = (await makeFeed(store, own, sampleNow))!;
      expect(second.token).not.toBe(first.token);
      expect(await shown(second.id)).toEqual([own]);
    });

    it('never gathers an address that was not asked: the token that was mailed proves the old one alone', async () => {
      const [mine, theirs] = [newEmail(), newEmail()];
      const own = await insertSignup(store, await insertEvent(store, {}), { email: mine });
      const other = await insertSignup(store, await insertEvent(store, {}), { email: theirs });
      const feed = (await makeFeed(store, own, sampleNow))!;
      const confirm = await confirmTokenOf(feed.id);
      await store.transact((trx) =>
        trx.updateTable('signup').set({ email: theirs }).where('email', '=', mine).execute(),
      );
      const anew = (await makeFeed(store, own, sampleNow))!;
      expect(anew.id).not.toBe(feed.id);
      await confirmFeed(store, confirm, sampleNow);
      expect(await shown(feed.id)).toEqual([own]);
      expect(await shown(anew.id)).not.toContain(other);
    });

    it('is found by its token, and stored without it', async () => {
      const own = await insertSignup(store, await insertEvent(store, {}), { email: newEmail() });
      const feed = (await makeFeed(store, own, sampleNow))!;
      expect(feed.token).toMatch(/^[\w-]{43}$/);
      expect(await feedByToken(store, feed.token)).toEqual(feed);
      expect(await feedByToken(store, `${feed.token.slice(0, -1)}!`)).toBeUndefined();
      const confirm = await confirmTokenOf(feed.id);
      expect(confirm).not.toBe(feed.token);
      expect(await feedByToken(store, confirm)).toBeUndefined();
      expect(await feedByConfirmToken(store, feed.token)).toBeUndefined();
      const rows = JSON.stringify(await store.read.selectFrom('feed').selectAll().execute());
      expect(rows).not.toContain(feed.token);
      expect(rows).not.toContain(confirm);
    });

    it('once ended opens no more, and forgets the address', async () => {
      const own = await insertSignup(store, await insertEvent(store, {}), { email: newEmail() });
      const feed = (await makeFeed(store, own, sampleNow))!;
      const confirm = await confirmTokenOf(feed.id);
      expect(await endFeed(store, feed.token, sampleNow)).toBe(true);
      expect(await endFeed(store, feed.token, sampleNow + 5)).toBe(true);
      expect(await feedByToken(store, feed.token)).toBe('ended');
      expect(await feedByConfirmToken(store, confirm)).toBe('ended');
      expect(await confirmFeed(store, confirm, sampleNow)).toBe('ended');
      const row = await store.read.selectFrom('feed').selectAll().where('id', '=', feed.id).executeTakeFirstOrThrow();
      expect(row).toMatchObject({ email: null, nonce: '', revoked_at: sampleNow });
      expect(await noticesOf(feed.id)).toEqual([]);
      expect((await makeFeed(store, own, sampleNow))!.token).not.toBe(feed.token);
    });

    it('is made for nobody without a signup', async () => {
      expect(await makeFeed(store, '0000000000', sampleNow)).toBeUndefined();
      expect(await endFeed(store, 'fel', sampleNow)).toBe(false);
      expect(await confirmFeed(store, 'fel', sampleNow)).toBeUndefined();
    });
  });
});
