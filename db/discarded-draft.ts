import type { Instant } from '../domain/event';
import { recordDeed } from './deeds';
import { lockOffers } from './programme/write';
import type { Store } from './store';

/** `used`: somebody has signed up, if only to leave again, and what they were told leads here. */
export type DiscardOutcome = 'discarded' | 'not-a-draft' | 'used' | 'missing';

const ofAnOffer = ['pool', 'co_host', 'responsible', 'called_off', 'message', 'undo'] as const;

/** Throws a draft away, with all that was written in it. What was done to it stays written down. */
export async function discardDraft(
  store: Store,
  draft: { type: 'event' | 'series'; slug: string; by: string },
  now: Instant,
): Promise<DiscardOutcome> {
  const { type, slug, by } = draft;
  return store.transact(async (trx) => {
    const found = await trx.selectFrom(type).select('id').where('slug', '=', slug).executeTakeFirst();
    if (!found) return 'missing';
    const { id } = found;
    const dates = await trx.selectFrom('event').select('id').where('series_id', '=', id).execute();
    const offers = [id, ...dates.map((date) => date.id)];
    await lockOffers(trx, store.dialect, offers);
    const offer = await trx.selectFrom(type).select(['status', 'host_id']).where('id', '=', id).executeTakeFirst();
    if (!offer) return 'missing';
    if (offer.status !== 'draft') return 'not-a-draft';
    const signup = await trx.selectFrom('signup').select('id').where('offer_id', 'in', offers).executeTakeFirst();
    if (signup) return 'used';

    await trx
      .deleteFrom('picture_file')
      .where('picture_id', 'in', (eb) => eb.selectFrom('picture').select('id').where('offer_id', 'in', offers))
      .execute();
    const requests = await trx.selectFrom('co_host_request').select('id').where('offer_id', 'in', offers).execute();
    if (requests.length) {
      const ids = requests.map((request) => request.id);
      await trx.deleteFrom('outbox').where('co_host_request_id', 'in', ids).execute();
    }
    for (const table of [...ofAnOffer, 'picture', 'co_host_request', 'reminding', 'thanking'] as const) {
      await trx.deleteFrom(table).where('offer_id', 'in', offers).execute();
    }
    await trx.deleteFrom('activity').where('event_id', 'in', offers).execute();
    await trx.deleteFrom('event').where('id', 'in', offers).execute();
    if (type === 'series') await trx.deleteFrom('series').where('id', '=', id).execute();
    await recordDeed(trx, { kind: 'discarded', by, organisationId: offer.host_id, facts: { slug } }, now);
    return 'discarded';
  });
}
