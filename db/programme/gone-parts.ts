import type { Instant } from '../../domain/event';
import type { Trx } from '../store';
import type { PlannedChange } from './plan';
import { batched, inBatches } from './stored';

/** Activities and shifts that are gone, by the signup that had chosen them and was confirmed or in line. */
export type GoneParts = Map<string, string[]>;

/**
 * Takes away the activities and shifts that a file no longer names. One that nobody ever chose is removed; one that
 * somebody chose stays as cancelled, and its people wait no longer for it. CONTRACT §5.4.
 */
export async function endGoneParts(trx: Trx, changes: readonly PlannedChange[]): Promise<GoneParts> {
  const partOfPool = new Map<string, string>();
  for (const { before, goneParts } of changes) {
    const gone = new Set(goneParts.map((part) => part.id));
    for (const { id, activity_id } of before?.pools ?? []) {
      if (activity_id !== null && gone.has(activity_id)) partOfPool.set(id, activity_id);
    }
  }
  const poolIds = [...partOfPool.keys()];
  const claims = await batched(poolIds, (some) =>
    trx
      .selectFrom('claim')
      .leftJoin('signup', 'signup.id', 'claim.signup_id')
      .select(['claim.pool_id', 'claim.signup_id', 'claim.state', 'signup.state as signup_state', 'signup.no_place_at'])
      .where('claim.pool_id', 'in', some)
      .execute(),
  );
  const chosen = new Set(claims.map((claim) => claim.pool_id));
  for (const some of inBatches(poolIds.filter((id) => chosen.has(id)))) {
    const parts = some.map((id) => partOfPool.get(id)!);
    await trx.updateTable('activity').set({ status: 'cancelled' }).where('id', 'in', parts).execute();
    await trx.updateTable('claim').set({ state: 'ended' }).where('pool_id', 'in', some).execute();
  }
  for (const some of inBatches(poolIds.filter((id) => !chosen.has(id)))) {
    await trx.deleteFrom('pool').where('id', 'in', some).execute();
    const parts = some.map((id) => partOfPool.get(id)!);
    await trx.deleteFrom('activity').where('id', 'in', parts).execute();
  }

  const bySignup: GoneParts = new Map();
  for (const { pool_id, signup_id, state, signup_state, no_place_at } of claims) {
    if (signup_id === null || state === 'ended') continue;
    // who was told that no place came has left the line already, and is told no more
    if (signup_state === 'waitlisted' && no_place_at !== null) continue;
    bySignup.set(signup_id, [...(bySignup.get(signup_id) ?? []), partOfPool.get(pool_id)!]);
  }
  return bySignup;
}

/**
 * Who waited for nothing else than what is gone stands in no line any more, and must not be told "you have a place".
 * Called when they have been told the news, as all who stood in line.
 */
export async function leaveLine(trx: Trx, gone: GoneParts, now: Instant): Promise<void> {
  for (const some of inBatches([...gone.keys()])) {
    await trx
      .updateTable('signup')
      .set({ no_place_at: now })
      .where('id', 'in', some)
      .where('state', '=', 'waitlisted')
      .where('team_id', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('claim')
              .select('claim.pool_id')
              .whereRef('claim.holder_id', '=', 'signup.id')
              .where('claim.state', '=', 'waiting'),
          ),
        ),
      )
      .execute();
  }
}
