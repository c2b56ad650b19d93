import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import { mergeFacts, quietBefore, type ColleagueNoticeKind, type NoticeFacts } from '../domain/notice';
import type { Role } from '../domain/role';
import { gathering } from './outbox';
import type { Store, Trx } from './store';
import { ownNotice } from './tell';

/** What one organiser did that others are to know. Ids. */
export interface ColleagueNews {
  kind: ColleagueNoticeKind;
  /** Who did it: nobody is told of what they did themselves. */
  by: string;
  /** Where: the host's, the one whose roles change, or the co-host's. */
  organisationId: string;
  /** The event or the series that it was done to. */
  offerId?: string;
  /** Of a role: what it was. */
  wasRole?: Role;
}

/**
 * Mails organisers what another did. It waits a while (`quietBefore`), and what the same person does of the same kind
 * meanwhile goes with it: a hand-over of twenty events is one mail.
 * @param to ids
 */
export async function tellColleagues(
  trx: Trx,
  store: Store,
  to: readonly string[],
  news: ColleagueNews,
  now: Instant,
): Promise<void> {
  const { kind, by, organisationId: organisation, offerId, wasRole } = news;
  // in one order: who tells the same two at the same moment must not wait for each other
  for (const organiser of [...new Set(to)].filter((id) => id !== by).sort()) {
    const facts: NoticeFacts = {
      organiser,
      by,
      organisation,
      ...(offerId !== undefined && { offers: [offerId] }),
      ...(wasRole !== undefined && { was: { role: wasRole } }),
    };
    await tellColleague(trx, store, kind, facts, now);
  }
}

async function tellColleague(
  trx: Trx,
  store: Store,
  kind: ColleagueNoticeKind,
  facts: NoticeFacts,
  now: Instant,
): Promise<void> {
  const due = { next_attempt_at: now + quietBefore(kind, facts), error: gathering };
  const waiting = await waitingFor(trx, store, kind, facts, now);
  if (!waiting) {
    const row = { ...ownNotice(kind, now), ...due, facts: JSON.stringify(facts) };
    await trx.insertInto('outbox').values(row).execute();
    return;
  }
  await trx
    .updateTable('outbox')
    .set({ ...due, facts: JSON.stringify(mergeFacts(waiting.facts, facts)) })
    .where('id', '=', waiting.id)
    .execute();
}

/** What gathers for the same person about the same, and no worker has taken; locked, so that none does. */
async function waitingFor(
  trx: Trx,
  { dialect }: Store,
  kind: ColleagueNoticeKind,
  { organiser, by, organisation }: NoticeFacts,
  now: Instant,
): Promise<{ id: string; facts: NoticeFacts } | undefined> {
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'facts'])
    .where('state', '=', sql.lit('queued' as const))
    .where('message_id', 'is', null)
    .where('next_attempt_at', '>', now)
    .where('error', '=', gathering)
    .where('kind', '=', kind)
    .where('lease_until', 'is', null)
    // ids hold no sign that means something to LIKE
    .where('facts', 'like', `%"organiser":"${organiser}"%`)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .$if(dialect === 'postgres', (query) => query.forUpdate())
    .execute();
  return rows
    .map(({ id, facts }) => ({ id, facts: JSON.parse(facts) as NoticeFacts }))
    .find(({ facts }) => facts.by === by && facts.organisation === organisation);
}
