import type { Instant } from '../domain/event';
import { contactOf, isContactOf, type Person } from '../domain/hand-over';
import { may } from '../domain/role';
import { recordDeed } from './deeds';
import { whoAnswersFor } from './duties';
import { lockMembers, memberIn } from './organisers';
import { editOffer, type OfferType } from './programme/edit';
import type { Store, Trx } from './store';
import { tellColleagues } from './tell-colleague';

/** An event or a series that changes hands. */
export interface HandOver {
  offer: { type: OfferType; id: string; slug: string; hostId: string };
  /** Who answered for it: where it sends its questions to them, it does so no longer. null: it sends them to whomever. */
  from: Person | null;
  /** Who takes it: an organiser's id. */
  to: string;
  /** The new one's number, where the event is to show one. */
  phone?: string;
  /** Who decides so. */
  by: string;
}

/**
 * `unknown`: who takes it is not in the host's organisation, or may not write its events. `refused`: the event was
 * written before a rule that it now breaks, and has to be put right first.
 */
export type HandOverOutcome = 'done' | 'unknown' | 'refused';

/**
 * Lets somebody else answer for an event or a series, and its questions go to them where they went to who answered
 * before. One transaction; to do it again when it has been done is harmless, so that many are handed over one by one.
 * Who takes it is mailed, unless they took it themselves.
 */
export async function handOver(store: Store, hand: HandOver, now: Instant): Promise<HandOverOutcome> {
  const { offer, from, to, by, phone } = hand;
  const taker = await memberIn(store.read, { organisationId: offer.hostId, organiserId: to });
  if (!taker || !may(taker.role, 'events')) return 'unknown';
  try {
    const outcome = await editOffer(
      store,
      {
        type: offer.type,
        slug: offer.slug,
        fields: ['contact'],
        change: (entry) =>
          from && isContactOf(entry.contact ?? {}, from) ? { ...entry, contact: contactOf(taker, phone) } : entry,
        deed: { kind: 'handed-over', by, facts: { organiser: to } },
        alongside: (trx) => setResponsible(trx, store, hand, now),
      },
      now,
    );
    if (outcome.kind === 'refused') return 'refused';
    // its questions go to others, or it is a date of a series, which has its words from there
    if (outcome.kind !== 'saved') await store.transact((trx) => handOverAlone(trx, store, hand, now));
    return 'done';
  } catch (error) {
    if (error instanceof TakerGone) return 'unknown';
    throw error;
  }
}

/** Who was to take it has left meanwhile. */
class TakerGone extends Error {}

async function handOverAlone(trx: Trx, store: Store, hand: HandOver, now: Instant): Promise<void> {
  const { offer, to, by } = hand;
  await setResponsible(trx, store, hand, now);
  const deed = { kind: 'handed-over' as const, by, organisationId: offer.hostId, offerId: offer.id };
  await recordDeed(trx, { ...deed, facts: { organiser: to } }, now);
}

async function setResponsible(trx: Trx, store: Store, { offer, to, by }: HandOver, now: Instant): Promise<void> {
  await lockMembers(trx, store, offer.hostId);
  const taker = await memberIn(trx, { organisationId: offer.hostId, organiserId: to });
  if (!taker || !may(taker.role, 'events')) throw new TakerGone();
  if ((await whoAnswersFor(trx, offer.id))?.organiserId === to) return;
  await trx
    .insertInto('responsible')
    .values({ offer_id: offer.id, organiser_id: to })
    .onConflict((conflict) => conflict.column('offer_id').doUpdateSet({ organiser_id: to }))
    .execute();
  const news = { kind: 'handed-over' as const, by, organisationId: offer.hostId, offerId: offer.id };
  await tellColleagues(trx, store, [to], news, now);
}
