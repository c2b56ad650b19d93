import { sql } from 'kysely';
import { wayTo } from '../../domain/calls';
import type { Instant } from '../../domain/event';
import type { Recipients } from '../../domain/message';
import type { Database } from '../schema';
import type { Asker } from '../store';
import type { Selectable } from 'kysely';

/** The event or the series that a message is written at. */
export interface At {
  type: 'event' | 'series';
  id: string;
}

/** Somebody whom a message reaches, by mail or not. */
export type Recipient = Pick<
  Selectable<Database['signup']>,
  'id' | 'offer_id' | 'name' | 'name_folded' | 'email' | 'phone' | 'address_failed_at'
>;

const recipientColumns = [
  'signup.id',
  'signup.offer_id',
  'signup.name',
  'signup.name_folded',
  'signup.email',
  'signup.phone',
  'signup.address_failed_at',
] as const;

/** An event is itself. A series is those who signed up to it whole, and to each of its dates that was not over. */
export async function offersAt(asker: Asker, at: At, notOverAt: Instant): Promise<string[]> {
  if (at.type === 'event') return [at.id];
  const dates = await asker
    .selectFrom('event')
    .select('id')
    .where('series_id', '=', at.id)
    .where('status', '<>', sql.lit('draft' as const))
    .where((eb) => eb.or([eb('over_at', 'is', null), eb('over_at', '>', notOverAt)]))
    .execute();
  return [at.id, ...dates.map((date) => date.id)].sort();
}

/**
 * Those of one offer's signups that a message reaches, as they stand. Who signed up after it was written is not reached;
 * a player whom a captain only named has nothing to be reached by, and is told by the captain.
 */
export function recipientsOf(asker: Asker, offerId: string, recipients: Recipients, writtenAt: Instant) {
  return signupsOf(asker, offerId, recipients, writtenAt)
    .select(recipientColumns)
    .where('signup.has_code', '=', sql.lit(1));
}

/** The same, with those whom a captain only named. */
function signupsOf(asker: Asker, offerId: string, { whom, partId }: Recipients, writtenAt: Instant) {
  return asker
    .selectFrom('signup')
    .where('signup.offer_id', '=', offerId)
    .where('signup.created_at', '<=', writtenAt)
    .where((eb) => {
      const isIn = eb('signup.state', '=', sql.lit('confirmed' as const));
      const waiting = (toApprove: 0 | 1) =>
        eb.and([
          eb('signup.state', '=', sql.lit('waitlisted' as const)),
          eb('signup.no_place_at', 'is', null),
          eb('signup.to_approve', '=', sql.lit(toApprove)),
        ]);
      // whom the organiser has not said yes to stands in no line, and is written to by itself
      const waits = waiting(0);
      switch (whom) {
        case 'in':
          return isIn;
        case 'all':
          return eb.or([isIn, waits]);
        case 'line':
          return waits;
        case 'unanswered':
          return waiting(1);
        case 'captains':
          return eb.and([
            eb.or([isIn, waits]),
            eb.exists(
              eb
                .selectFrom('team')
                .select('team.id')
                .whereRef('team.id', '=', 'signup.team_id')
                .whereRef('team.captain_id', '=', 'signup.id'),
            ),
          ]);
        case 'teamless':
          return eb.and([eb.or([isIn, waits]), eb('signup.team_id', 'is', null)]);
        case 'part':
          return eb.and([
            isIn,
            eb.exists(
              eb
                .selectFrom('claim')
                .innerJoin('pool', 'pool.id', 'claim.pool_id')
                .select('claim.pool_id')
                .whereRef('claim.holder_id', '=', 'signup.id')
                .where('claim.state', '=', sql.lit('held' as const))
                .where('pool.activity_id', '=', partId),
            ),
          ]);
      }
    });
}

/** Whether somebody can be mailed. */
export const hasAddress = (one: Pick<Recipient, 'email' | 'address_failed_at'>): boolean =>
  one.email !== null && one.address_failed_at === null;

/**
 * What makes two signups one reader: the same address and the same name. One person who signed up to several dates reads
 * it once; two people who share an address, as at a day centre, each get theirs, with their own name on it.
 */
export const readerOf = ({ email, name_folded }: Pick<Recipient, 'email' | 'name_folded'>): string =>
  `${email?.toLowerCase()} ${name_folded}`;

/** How many a message reaches, who has to be called, and who can only be told when one meets. */
export interface Reach {
  /** Mails. */
  mails: number;
  /** The names of those who cannot be mailed but called, in the order in which they signed up. */
  toCall: string[];
  /** The names of those who have no number either, in the same order. */
  neither: string[];
  /** How many players a captain only named: nothing is written to them, and the captain tells them. */
  byCaptain: number;
}

/** Counts whom a message would reach if it were sent now. */
export async function reachOf(asker: Asker, at: At, recipients: Recipients, now: Instant): Promise<Reach> {
  const readers = new Set<string>();
  const unmailed: Recipient[] = [];
  let byCaptain = 0;
  for (const offerId of await offersAt(asker, at, now)) {
    for (const one of await recipientsOf(asker, offerId, recipients, now).execute()) {
      if (hasAddress(one)) readers.add(readerOf(one));
      else unmailed.push(one);
    }
    const { named } = await signupsOf(asker, offerId, recipients, now)
      .select((eb) => eb.fn.countAll<number>().as('named'))
      .where('signup.has_code', '=', sql.lit(0))
      .executeTakeFirstOrThrow();
    byCaptain += Number(named);
  }
  unmailed.sort((one, other) => (one.id < other.id ? -1 : 1));
  const namesBy = (way: 'phone' | 'neither') =>
    unmailed.filter(({ email, phone }) => wayTo({ email, phone, addressFailed: true }) === way).map(({ name }) => name);
  return { mails: readers.size, toCall: namesBy('phone'), neither: namesBy('neither'), byCaptain };
}
