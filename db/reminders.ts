import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import {
  dueReminder,
  earliestReminder,
  reminderTimings,
  usualTimings,
  type ReminderTiming,
  type ReminderTimings,
} from '../domain/reminder';
import { recordDeed } from './deeds';
import { somebodyComes } from './event-conditions';
import { batched } from './programme/stored';
import type { Asker, Store } from './store';

/** When those who come to an event or a series are reminded; a date of a series as its series says. */
export async function timingsOf(asker: Asker, offerId: string): Promise<ReminderTimings> {
  return (await storedTimings(asker, [offerId])).get(offerId) ?? usualTimings;
}

async function storedTimings(asker: Asker, offers: string[]): Promise<Map<string, ReminderTimings>> {
  const rows = await batched([...new Set(offers)], (some) =>
    asker.selectFrom('reminding').selectAll().where('offer_id', 'in', some).execute(),
  );
  return new Map(rows.map((row) => [row.offer_id, JSON.parse(row.timings) as ReminderTimings]));
}

/** Says when those who come are reminded. What was due before a reminder was chosen is not sent afterwards. */
export async function setTimings(
  store: Store,
  change: { offerId: string; timings: readonly ReminderTiming[]; by: string; organisationId: string },
  now: Instant,
): Promise<void> {
  const { offerId, timings, by, organisationId } = change;
  await store.transact(async (trx) => {
    const before = await timingsOf(trx, offerId);
    const after: ReminderTimings = {};
    for (const timing of reminderTimings) {
      if (timings.includes(timing)) after[timing] = before[timing] ?? now;
    }
    if (Object.keys(before).sort().join() === Object.keys(after).sort().join()) return;
    const row = { offer_id: offerId, timings: JSON.stringify(after) };
    await trx
      .insertInto('reminding')
      .values(row)
      .onConflict((conflict) => conflict.column('offer_id').doUpdateSet({ timings: row.timings }))
      .execute();
    await recordDeed(trx, { kind: 'reminders-set', by, organisationId, offerId }, now);
  });
}

/**
 * Writes the reminders that have become due: one row for each event, time before it and start, from which the worker
 * makes a notice for each who comes (db/messages/spread.ts). Once for the same start, also when it was moved there and
 * back; a new start is reminded of anew. Done by the worker; again is harmless.
 * @returns how many events
 */
export async function writeReminders(store: Store, now: Instant): Promise<number> {
  const due = await remindersDue(store.read, now);
  if (!due.length) return 0;
  await store.transact(async (trx) => {
    for (const one of due) {
      await trx
        .insertInto('message')
        .values({
          id: uuid(),
          offer_id: one.eventId,
          kind: 'reminder',
          thanks: 0,
          whom: 'in',
          part_id: null,
          subject: null,
          words: null,
          subject_en: null,
          words_en: null,
          sent_by: null,
          form_key: null,
          timing: one.timing,
          start_at: one.startAt,
          due_at: one.dueAt,
          created_at: now,
          spread_offer: null,
          spread_signup: null,
          spread_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
  return due.length;
}

interface Due {
  eventId: string;
  timing: ReminderTiming;
  startAt: Instant;
  dueAt: Instant;
}

async function remindersDue(asker: Asker, now: Instant): Promise<Due[]> {
  const events = await asker
    .selectFrom('event')
    .select(['id', 'series_id', 'start_at', 'time_known', 'time_zone'])
    .where('status', '=', sql.lit('published' as const))
    .where('start_at', '>', now)
    .where('start_at', '<=', now + earliestReminder)
    .where(somebodyComes)
    .execute();
  if (!events.length) return [];
  const timings = await storedTimings(
    asker,
    events.flatMap(({ id, series_id }) => [id, series_id ?? id]),
  );
  const due = events.flatMap((event): Due[] => {
    const own = timings.get(event.id) ?? (event.series_id === null ? undefined : timings.get(event.series_id));
    const start = { startAt: event.start_at!, timeKnown: event.time_known === 1, timeZone: event.time_zone };
    const reminder = dueReminder(start, own ?? usualTimings, now);
    return reminder ? [{ eventId: event.id, startAt: start.startAt, ...reminder }] : [];
  });
  const written = await batched(
    due.map((one) => one.eventId),
    (some) =>
      asker
        .selectFrom('message')
        .select(['offer_id', 'timing', 'start_at'])
        .where('kind', '=', sql.lit('reminder' as const))
        .where('offer_id', 'in', some)
        .execute(),
  );
  const keyOf = (offerId: string, timing: string | null, start: Instant | null) => `${offerId} ${timing} ${start}`;
  const known = new Set(written.map((row) => keyOf(row.offer_id, row.timing, row.start_at)));
  return due.filter((one) => !known.has(keyOf(one.eventId, one.timing, one.startAt)));
}
