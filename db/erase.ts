import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { speak } from '../domain/language/speech';
import { foldName } from '../domain/search';
import { isPublic } from './event-conditions';
import { isAddress, revoke } from './feeds/secret-feed';
import { lockOffer } from './line';
import type { Asker, Store, Trx } from './store';

/** How much was erased. */
export interface Erased {
  signups: number;
  teams: number;
  notices: number;
  feeds: number;
}

/** An audience that fewer people than this told is forgotten: among so few it could point out one of them. */
const smallestGroup = 5;

/**
 * Erases the people of events that were over before an instant, and of series with one signup once all their dates
 * were: names, how to reach them, notes, answers, codes, and whatever was to be told them. What is left is that
 * somebody signed up, when, for how many, and what became of it. Each event is one transaction with its own part of
 * the log, so that the database stays free meanwhile and nothing is erased without being noted. Again is harmless.
 * @param before events still on at `now` are left alone, whatever it says
 */
export async function erasePeople(store: Store, before: Instant, now: Instant): Promise<Erased> {
  const cutoff = Math.min(before, now);
  const run = { id: uuid(), at: now, before };
  let erased: Erased = { signups: 0, teams: 0, notices: 0, feeds: 0 };
  for (const { type, id } of await offersWithPeople(store.read, cutoff)) {
    const soFar = erased;
    erased = await store.transact(async (trx) => {
      await overwriteWhatGoes(trx, store);
      await lockOffer(trx, store.dialect, id);
      // it may have been moved into the future meanwhile
      if (!(await isOver(trx, type, id, cutoff))) return soFar;
      const after = sum(soFar, await eraseOffer(trx, id, cutoff, now));
      await note(trx, run, after);
      return after;
    });
  }
  return erased;
}

/** Events and series that are over and still have people. */
async function offersWithPeople(asker: Asker, cutoff: Instant): Promise<{ type: 'event' | 'series'; id: string }[]> {
  const people = (offer: 'event.id' | 'series.id') => sql<boolean>`(
    exists (select 1 from signup where signup.offer_id = ${sql.ref(offer)} and signup.nonce <> '')
    or exists (select 1 from team where team.event_id = ${sql.ref(offer)} and team.nonce <> ''))`;
  const events = await asker
    .selectFrom('event')
    .select('event.id')
    // what people have signed up to is never a draft
    .where(isPublic)
    .where('event.over_at', '<=', cutoff)
    .where(people('event.id'))
    .execute();
  const series = await asker.selectFrom('series').select('series.id').where(people('series.id')).execute();
  return [
    ...events.map(({ id }) => ({ type: 'event' as const, id })),
    ...series.map(({ id }) => ({ type: 'series' as const, id })),
  ];
}

/** Of a series: when it has no date that is not over, and will be given none. */
async function isOver(trx: Trx, type: 'event' | 'series', id: string, cutoff: Instant): Promise<boolean> {
  if (type === 'event') {
    const event = await trx.selectFrom('event').select('over_at').where('id', '=', id).executeTakeFirstOrThrow();
    return event.over_at !== null && event.over_at <= cutoff;
  }
  const series = await trx
    .selectFrom('series')
    .select(['made_until', 'status'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (series.made_until !== null && series.status !== 'cancelled') return false;
  const dates = await trx.selectFrom('event').select('over_at').where('series_id', '=', id).execute();
  return dates.length > 0 && dates.every((date) => date.over_at !== null && date.over_at <= cutoff);
}

async function eraseOffer(trx: Trx, offerId: string, cutoff: Instant, now: Instant): Promise<Erased> {
  const notices = await trx
    .deleteFrom('outbox')
    .where('signup_id', 'in', (eb) => eb.selectFrom('signup').select('id').where('offer_id', '=', offerId))
    .executeTakeFirst();
  await eraseMessages(trx, offerId);
  await eraseThanks(trx, offerId, cutoff);
  // why somebody was let in before others can be about them
  await trx
    .deleteFrom('deed_reason')
    .where('signup_id', 'in', (eb) => eb.selectFrom('signup').select('id').where('offer_id', '=', offerId))
    .execute();
  // a team's former name can be a person's
  await trx.deleteFrom('undo').where('offer_id', '=', offerId).execute();
  const rare = await rareAudiences(trx, offerId);
  const feeds = await feedsOf(trx, offerId);
  const signups = await trx
    .updateTable('signup')
    .set((eb) => ({
      name: '',
      name_folded: '',
      email: null,
      phone: null,
      note: null,
      organiser_note: null,
      play_with: null,
      answers: '{}',
      audience: eb
        .case()
        .when('audience', 'in', ['', ...rare])
        .then(null)
        .else(eb.ref('audience'))
        .end(),
      language: 'sv' as const,
      nonce: '',
      // unique, and no code's hash
      code_hash: sql<string>`'erased:' || id`,
      has_code: 0 as const,
      form_key: null,
      address_failed_at: null,
      uid: sql<string>`'erased:' || id`,
    }))
    .where('offer_id', '=', offerId)
    .where('nonce', '<>', '')
    .executeTakeFirst();
  return {
    signups: Number(signups.numUpdatedRows),
    teams: await eraseTeams(trx, offerId),
    notices: Number(notices.numDeletedRows),
    feeds: await endEmptyFeeds(trx, feeds, now),
  };
}

/** What was written to people can name them. Of a series, once nobody of its other dates has a copy. */
async function eraseMessages(trx: Trx, offerId: string): Promise<void> {
  const event = await trx.selectFrom('event').select('series_id').where('id', '=', offerId).executeTakeFirst();
  await trx
    .updateTable('message')
    .set({ subject: '', words: '', subject_en: null, words_en: null })
    .where('offer_id', 'in', [offerId, event?.series_id ?? offerId])
    .where('kind', '=', 'message')
    .where('spread_at', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.message_id', '=', 'message.id')
            .where('outbox.message_id', 'is not', null),
        ),
      ),
    )
    .execute();
}

/** So can thanks that never went. Of a series, once none of its dates is left to thank for. */
async function eraseThanks(trx: Trx, offerId: string, cutoff: Instant): Promise<void> {
  const event = await trx.selectFrom('event').select('series_id').where('id', '=', offerId).executeTakeFirst();
  const seriesId = event?.series_id ?? null;
  const goes = seriesId !== null && (await isOver(trx, 'series', seriesId, cutoff)) ? [offerId, seriesId] : [offerId];
  await trx.deleteFrom('thanking').where('offer_id', 'in', goes).execute();
}

/** A team is then known by its number alone, since its name can be a person's. */
async function eraseTeams(trx: Trx, eventId: string): Promise<number> {
  const teams = await trx
    .selectFrom('team')
    .select(['id', 'number'])
    .where('event_id', '=', eventId)
    .where('nonce', '<>', '')
    .execute();
  for (const { id, number } of teams) {
    const name = speak('sv').erase_team_name({ number });
    await trx
      .updateTable('team')
      .set({ name, name_folded: foldName(name), captain_id: null, nonce: '', code_hash: `erased:${id}`, words: null })
      .where('id', '=', id)
      .execute();
  }
  return teams.length;
}

async function rareAudiences(trx: Trx, offerId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('signup')
    .select(['audience', (eb) => eb.fn.sum<number>('party_size').as('people')])
    .where('offer_id', '=', offerId)
    .where('audience', 'is not', null)
    .groupBy('audience')
    .execute();
  return rows.flatMap(({ audience, people }) => (audience !== null && Number(people) < smallestGroup ? audience : []));
}

/** The secret calendars that were made from an offer's signups, or gather them by their address. */
async function feedsOf(trx: Trx, offerId: string): Promise<string[]> {
  const made = await trx
    .selectFrom('signup')
    .innerJoin('feed', 'feed.signup_id', 'signup.id')
    .select('feed.id')
    .where('signup.offer_id', '=', offerId)
    .where('feed.revoked_at', 'is', null)
    .execute();
  const gathering = await trx
    .selectFrom('signup')
    .innerJoin('feed', (join) => join.on(sql<boolean>`lower(feed.email) = lower(signup.email)`))
    .select('feed.id')
    .where('signup.offer_id', '=', offerId)
    .where('signup.email', 'is not', null)
    .where('feed.email', 'is not', null)
    .where('feed.confirmed_at', 'is not', null)
    .where('feed.revoked_at', 'is', null)
    .execute();
  return [...new Set([...made, ...gathering].map(({ id }) => id))];
}

/** Ends those calendars whose own signup is erased, unless they gather others that are left. */
async function endEmptyFeeds(trx: Trx, feedIds: readonly string[], now: Instant): Promise<number> {
  const empty: string[] = [];
  for (const feedId of feedIds) {
    const feed = await trx
      .selectFrom('feed')
      .innerJoin('signup', 'signup.id', 'feed.signup_id')
      .select(['feed.email', 'feed.confirmed_at', 'signup.nonce'])
      .where('feed.id', '=', feedId)
      .executeTakeFirstOrThrow();
    if (feed.nonce !== '') continue;
    const left =
      feed.email !== null && feed.confirmed_at !== null
        ? await trx
            .selectFrom('signup')
            .select('id')
            .where('email', 'is not', null)
            .where(isAddress(feed.email))
            .limit(1)
            .executeTakeFirst()
        : undefined;
    if (!left) empty.push(feedId);
  }
  await revoke(trx, empty, now);
  return empty.length;
}

/** SQLite otherwise leaves what was overwritten or deleted readable in the file. */
async function overwriteWhatGoes(trx: Trx, { dialect }: Store): Promise<void> {
  if (dialect === 'sqlite') await sql`pragma secure_delete = on`.execute(trx);
}

/** One row of the log for a run, grown in each of its transactions. */
async function note(trx: Trx, run: { id: string; at: Instant; before: Instant }, erased: Erased): Promise<void> {
  const counts = JSON.stringify(erased);
  await trx
    .insertInto('erasure')
    .values({ ...run, counts })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ counts }))
    .execute();
}

function sum(one: Erased, other: Erased): Erased {
  return {
    signups: one.signups + other.signups,
    teams: one.teams + other.teams,
    notices: one.notices + other.notices,
    feeds: one.feeds + other.feeds,
  };
}
