import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Claim } from '../../domain/capacity';
import type { Instant } from '../../domain/event';
import type { NoticeFacts, NoticeKind } from '../../domain/notice';
import type { Database } from '../schema';

/** The tables that signups fill, in an order in which every row that is pointed at is there. */
export const crowdTables = ['team', 'pool', 'signup', 'claim', 'outbox'] as const;
export type CrowdTable = (typeof crowdTables)[number];

/** Whole rows of those tables, to be written together. */
export type Rows = { [Table in CrowdTable]: Selectable<Database[Table]>[] };
export type SignupRow = Rows['signup'][number];
export type ClaimRow = Rows['claim'][number];
export type TeamRow = Rows['team'][number];

export const noRows = (): Rows => ({ team: [], pool: [], signup: [], claim: [], outbox: [] });

/** How long a mail takes from being written to being sent, in milliseconds. */
const sendingTime = 3_000;

/** Claims as `insertClaims` (db/signup-rows.ts) writes them. */
export function claimRows(
  holder: { signup: string } | { team: string },
  claims: readonly Claim[],
  state: ClaimRow['state'],
): ClaimRow[] {
  const [signupId, teamId] = 'signup' in holder ? [holder.signup, null] : [null, holder.team];
  return claims.map(({ poolId, places }) => ({
    pool_id: poolId,
    holder_id: (signupId ?? teamId)!,
    signup_id: signupId,
    team_id: teamId,
    places,
    state,
  }));
}

/**
 * A notice as `tell` (db/tell.ts) writes it, once the worker has sent it: nothing is left to send.
 * @returns nothing for a player whom the captain only named
 */
export function settledNotice(signup: SignupRow, kind: NoticeKind, facts: NoticeFacts, at: Instant): Rows['outbox'] {
  if (!signup.has_code) return [];
  signup.notice_count += 1;
  const reachable = signup.email !== null;
  return [
    {
      id: randomUUID(),
      signup_id: signup.id,
      feed_id: null,
      login_id: null,
      invitation_id: null,
      message_id: null,
      co_host_request_id: null,
      kind,
      facts: JSON.stringify(facts),
      ordinal: signup.notice_count,
      state: reachable ? 'sent' : 'call',
      attempts: reachable ? 1 : 0,
      next_attempt_at: at,
      lease_until: null,
      lease_by: null,
      created_at: at,
      settled_at: reachable ? at + sendingTime : at,
      error: reachable ? null : 'no-address',
      called_at: null,
      called_by: null,
      missed_calls: 0,
    },
  ];
}
