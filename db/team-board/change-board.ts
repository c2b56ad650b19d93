import { v7 as uuid } from 'uuid';
import type { DeedKind } from '../../domain/deed';
import type { Instant } from '../../domain/event';
import { isOver } from '../../domain/offer';
import { recordDeed } from '../deeds';
import { lockOfferBySlug, serveLine } from '../line';
import { offerById } from '../offers';
import type { Store, Trx } from '../store';
import { Board, Refused, refuse, type BoardRefusal } from './board';
import { readBoardRows } from './rows';
import { changesBetween, type BoardStates } from './states';
import { tellBoard } from './tell-board';

export type BoardOutcome = { kind: 'done' } | { kind: 'refused'; why: BoardRefusal };

/** Who does something on which event's board. */
export interface AtBoard {
  slug: string;
  by: string;
  organisationId: string;
}

/** What a deed was. */
export interface BoardDeed {
  kind: DeedKind;
  /** Ids of the signups and teams that it was about. */
  ids: string[];
  count?: number;
}

/**
 * One deed on an event's team board, in one transaction: the offer locked and its line served, the deed done or refused
 * whole, how it was before kept for "Ångra", the deed written down, people told, and the line served again.
 */
export async function changeBoard(
  store: Store,
  at: AtBoard,
  now: Instant,
  change: (board: Board) => Promise<BoardDeed>,
): Promise<BoardOutcome> {
  const attempt = store.transact(async (trx): Promise<BoardOutcome> => {
    const board = await openBoard(store, trx, at.slug, now);
    const before = board.copy();
    const deed = await change(board);
    await board.settle();
    const states = changesBetween(before, board);
    if (!states.players.length && !states.teams.length) return { kind: 'done' };
    if (board.undoing === null) await keepForUndo(trx, board.offer.id, deed.kind, states, now);
    else await trx.updateTable('undo').set({ undone_at: now }).where('id', '=', board.undoing.id).execute();
    const facts = { ids: deed.ids, ...(deed.count === undefined ? {} : { count: deed.count }) };
    const { by, organisationId } = at;
    await recordDeed(trx, { kind: deed.kind, by, organisationId, offerId: board.offer.id, facts }, now);
    await tellBoard(trx, board, states, now);
    await serveLine(trx, board.offer, now);
    return { kind: 'done' };
  });
  return attempt.catch((error: unknown) => {
    if (error instanceof Refused) return { kind: 'refused', why: error.why };
    throw error;
  });
}

async function keepForUndo(
  trx: Trx,
  offerId: string,
  kind: DeedKind,
  states: BoardStates,
  now: Instant,
): Promise<void> {
  const row = { id: uuid(), offer_id: offerId, at: now, kind, states: JSON.stringify(states), undone_at: null };
  await trx.insertInto('undo').values(row).execute();
}

async function openBoard(store: Store, trx: Trx, slug: string, now: Instant): Promise<Board> {
  await lockOfferBySlug(trx, store.dialect, { type: 'event', slug });
  const event = await trx.selectFrom('event').select('id').where('slug', '=', slug).executeTakeFirst();
  const offer = event && (await offerById(trx, 'event', event.id));
  if (!offer?.teams) refuse({ kind: 'gone' });
  if (offer.status === 'cancelled') refuse({ kind: 'event-cancelled' });
  if (isOver(offer, now)) refuse({ kind: 'over' });
  // those who wait first: what the clock has released meanwhile is theirs
  const { pools } = await serveLine(trx, offer, now);
  const { teams, players } = await readBoardRows(trx, offer);
  return new Board(store, trx, offer, offer.teams, pools, now, teams, players);
}
