import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { speak } from '../domain/language/speech';
import { isThanksDue, longestSince, thanksAt, type ThanksWords } from '../domain/thanks';
import { recordDeed } from './deeds';
import { somebodyComes } from './event-conditions';
import { readerOf, type At } from './messages/recipients';
import { endOf, offersThanked, thankedOf } from './messages/thanked';
import { batched } from './programme/stored';
import { thoseWithoutReminders } from './reminder-stops';
import type { Asker, Store, Trx } from './store';

/** The words that are to go when an event or a series is over; null where there are none, or where they have gone. */
export async function thanksOf(asker: Asker, offerId: string): Promise<ThanksWords | null> {
  const row = await asker.selectFrom('thanking').selectAll().where('offer_id', '=', offerId).executeTakeFirst();
  return row ? { sv: row.words, en: row.words_en } : null;
}

/** What a form was made from, so that what a colleague has written meanwhile is not lost unseen. */
export const basisOfThanks = (words: ThanksWords | null): string =>
  words === null
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([words.sv, words.en]))
        .digest('base64url');

/** How it stands with the thanks of an event or a series. */
export type ThanksState =
  /** `next`: what is thanked for next, and when; null where that is not known, or where it is off */
  | { kind: 'open'; next: { at: At; dueAt: Instant } | null }
  /** `id`: the message that it became */
  | { kind: 'sent'; id: string }
  /** nobody wrote any in time */
  | { kind: 'late' };

/** @param at an event that is no date of a series, or a series */
export async function thanksState(asker: Asker, at: At, now: Instant): Promise<ThanksState> {
  if (at.type === 'series' && !(await isWhole(asker, at.id))) return nextDate(asker, at.id, now);
  const sent = await sentThanks(asker, [at.id]);
  if (sent.has(at.id)) return { kind: 'sent', id: sent.get(at.id)! };
  const end = await endOf(asker, at);
  if (end === null) return { kind: 'open', next: null };
  const next = { at, dueAt: thanksAt(end) };
  if (now <= next.dueAt) return { kind: 'open', next };
  // what was written in time goes at once, if it has not gone yet
  const words = await asker.selectFrom('thanking').select('since').where('offer_id', '=', at.id).executeTakeFirst();
  return words && isThanksDue(end, words.since, now) ? { kind: 'open', next } : { kind: 'late' };
}

/** Of a series that one signs up to a date at a time. */
async function nextDate(asker: Asker, seriesId: string, now: Instant): Promise<ThanksState> {
  const dates = await asker
    .selectFrom('event')
    .select(['id', 'over_at', 'time_zone'])
    .where('series_id', '=', seriesId)
    .where('status', '=', sql.lit('published' as const))
    .where('over_at', '>', now - longestSince)
    .execute();
  const coming = dates
    .map((date) => ({ id: date.id, dueAt: thanksAt({ overAt: date.over_at!, timeZone: date.time_zone }) }))
    .filter(({ dueAt }) => dueAt >= now)
    .sort((one, other) => one.dueAt - other.dueAt);
  const [first] = coming;
  return { kind: 'open', next: first ? { at: { type: 'event', id: first.id }, dueAt: first.dueAt } : null };
}

/** Whether one signup is for all of a series: its people are thanked once, and not for each date. */
export async function isWhole(asker: Asker, seriesId: string): Promise<boolean> {
  const series = await asker.selectFrom('series').select('signup').where('id', '=', seriesId).executeTakeFirst();
  return series?.signup === 'whole';
}

/** How many mails it would be now. */
export async function countThanked(store: Store, at: At, now: Instant): Promise<number> {
  const readers = new Set<string>();
  for (const offerId of await offersThanked(store.read, at)) {
    const people = await thankedOf(store.read, offerId, now).execute();
    for (let from = 0; from < people.length; from += 500) {
      const some = people.slice(from, from + 500);
      const stopped = await thoseWithoutReminders(
        store,
        store.read,
        some.map((one) => one.email!),
      );
      for (const one of some) if (!stopped.has(one.email!.toLowerCase())) readers.add(readerOf(one));
    }
  }
  return readers.size;
}

/** What an organiser writes, or takes away. */
export interface SettingThanks {
  /** An event that is no date of a series, or a series. */
  at: At;
  /** null takes them away. */
  words: ThanksWords | null;
  /** `basisOfThanks` of what the form was made from; left out where that does not matter. */
  basis?: string;
  by: string;
  organisationId: string;
}

export type SetThanksOutcome =
  | { kind: 'saved' }
  /** Somebody has changed them meanwhile. */
  | { kind: 'conflict'; now: ThanksWords | null }
  /** They have gone, or their time has passed. */
  | { kind: 'too-late' };

/** Writes words of thanks, changes them or takes them away, until they go. The same again changes nothing. */
export async function setThanks(store: Store, setting: SettingThanks, now: Instant): Promise<SetThanksOutcome> {
  const { at, words, basis, by, organisationId } = setting;
  return store.transact(async (trx) => {
    // whoever makes a message of them waits, or has been
    const before = await lockThanks(trx, store, at.id);
    const had = before ? { sv: before.words, en: before.words_en } : null;
    if ((await thanksState(trx, at, now)).kind !== 'open') return { kind: 'too-late' };
    const same = basisOfThanks(had) === basisOfThanks(words);
    if (same) return { kind: 'saved' };
    if (basis !== undefined && basis !== basisOfThanks(had)) return { kind: 'conflict', now: had };
    if (words === null) {
      await trx.deleteFrom('thanking').where('offer_id', '=', at.id).execute();
    } else {
      const row = { words: words.sv, words_en: words.en, written_by: by };
      await trx
        .insertInto('thanking')
        .values({ offer_id: at.id, since: now, ...row })
        .onConflict((conflict) => conflict.column('offer_id').doUpdateSet(row))
        .execute();
    }
    const kind = words === null ? 'thanks-removed' : had === null ? 'thanks-written' : 'thanks-changed';
    await recordDeed(trx, { kind, by, organisationId, offerId: at.id }, now);
    return { kind: 'saved' };
  });
}

async function lockThanks(trx: Trx, { dialect }: Store, offerId: string) {
  return trx
    .selectFrom('thanking')
    .selectAll()
    .where('offer_id', '=', offerId)
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
}

/**
 * Makes messages of the thanks that have become due, one row each, from which the worker makes a notice for each who was
 * there (db/messages/spread.ts). Once for an event, and once for a series with one signup. Done by the worker; again is
 * harmless.
 * @returns how many
 */
export async function writeThanks(store: Store, now: Instant): Promise<number> {
  let written = 0;
  for (const due of await thanksDue(store.read, now)) {
    written += await store.transact((trx) => writeOne(trx, store, due, now));
  }
  return written;
}

interface Due {
  at: At;
  /** Whose words they are: the event's own, or its series'. */
  wordsOf: string;
  dueAt: Instant;
}

async function writeOne(trx: Trx, store: Store, { at, wordsOf, dueAt }: Due, now: Instant): Promise<number> {
  const words = await lockThanks(trx, store, wordsOf);
  if (!words) return 0;
  const inserted = await trx
    .insertInto('message')
    .values({
      id: uuid(),
      offer_id: at.id,
      kind: 'message',
      thanks: 1,
      whom: 'in',
      part_id: null,
      subject: speak('sv').messages_of_thanks(),
      words: words.words,
      subject_en: words.words_en === null ? null : speak('en').messages_of_thanks(),
      words_en: words.words_en,
      sent_by: words.written_by,
      form_key: null,
      timing: null,
      start_at: null,
      due_at: dueAt,
      created_at: now,
      spread_offer: null,
      spread_signup: null,
      spread_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return 0;
  // from now on they are the message's, and are erased with it; a series keeps them for its next date
  if (wordsOf === at.id) await trx.deleteFrom('thanking').where('offer_id', '=', at.id).execute();
  return 1;
}

async function thanksDue(asker: Asker, now: Instant): Promise<Due[]> {
  const events = await asker
    .selectFrom('event')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(['event.id', 'event.series_id', 'series.signup as series_signup'])
    .where('event.status', '=', sql.lit('published' as const))
    .where('event.over_at', '<=', now)
    .where('event.over_at', '>', now - longestSince)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('thanking')
          .select('thanking.offer_id')
          .where((inner) =>
            inner.or([
              inner('thanking.offer_id', '=', inner.ref('event.id')),
              inner('thanking.offer_id', '=', inner.ref('event.series_id')),
            ]),
          ),
      ),
    )
    // nobody is thanked where nobody was
    .where((eb) => somebodyComes(eb))
    .execute();
  const candidates = new Map<string, { at: At; wordsOf: string }>();
  for (const { id, series_id, series_signup } of events) {
    const at: At =
      series_id !== null && series_signup === 'whole' ? { type: 'series', id: series_id } : { type: 'event', id };
    candidates.set(at.id, { at, wordsOf: series_id ?? id });
  }
  if (!candidates.size) return [];
  const sent = await sentThanks(asker, [...candidates.keys()]);
  const due: Due[] = [];
  for (const { at, wordsOf } of candidates.values()) {
    if (sent.has(at.id)) continue;
    const words = await asker.selectFrom('thanking').select('since').where('offer_id', '=', wordsOf).executeTakeFirst();
    const end = await endOf(asker, at);
    if (words && end && isThanksDue(end, words.since, now)) due.push({ at, wordsOf, dueAt: thanksAt(end) });
  }
  return due;
}

/** The messages that the thanks of some events and series became, by these. */
async function sentThanks(asker: Asker, offers: string[]): Promise<Map<string, string>> {
  const rows = await batched(offers, (some) =>
    asker
      .selectFrom('message')
      .select(['id', 'offer_id'])
      .where('thanks', '=', sql.lit(1 as const))
      .where('offer_id', 'in', some)
      .execute(),
  );
  return new Map(rows.map((row) => [row.offer_id, row.id]));
}
