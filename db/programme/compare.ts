import { createHash, randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../../domain/event';
import type { DesiredOffer } from './desired';
import type { EventRow, PartRow, PoolRow, SeriesRow, StoredOffer } from './stored';

/** What a loaded file makes different about one event or series. Rows are whole, as they are to be. */
export interface OfferChange {
  type: StoredOffer['type'];
  /** null: it is new. */
  before: StoredOffer | null;
  row: EventRow | SeriesRow;
  /** Whether `row` differs from what is stored. */
  rowChanged: boolean;
  /** Ids in order, or null where they are as they were. */
  coHostIds: string[] | null;
  /** Activities and shifts that are new or different. */
  parts: PartRow[];
  /** Those that the file no longer names: what becomes of them depends on whether anybody chose them. */
  goneParts: PartRow[];
  /** Pools that are new or different. */
  pools: PoolRow[];
  /** Places that are no longer kept for an audience. */
  gonePoolIds: string[];
}

/** What about an event has moved, of that which everybody who comes is told: when it is, or where. CONTRACT §4.1. */
export type WhatMoved = 'time' | 'place';

/**
 * Compares what a file wants with what is stored.
 * @returns null when nothing differs
 */
export function compare(desired: DesiredOffer, before: StoredOffer | null, now: Instant): OfferChange | null {
  const columnsDiffer = !before || differs(desired.columns, before.row);
  const coHostsDiffer = (before?.coHostIds ?? []).join() !== desired.coHostIds.join();
  const offerId = before?.row.id ?? uuid();
  const parts = compareParts(desired, before, offerId);
  const pools = comparePools(desired, before, offerId, parts.all);
  const rowChanged = columnsDiffer || coHostsDiffer || parts.changed.length > 0 || parts.gone.length > 0;
  if (!rowChanged && !pools.changed.length && !pools.goneIds.length) return null;

  const row = {
    ...(before?.row ?? { id: offerId, uid: randomUUID(), sequence: 0, created_at: now, updated_at: now }),
    ...desired.columns,
  } as EventRow | SeriesRow;
  if (before && rowChanged) row.updated_at = now;
  if (before && desired.type === 'event' && isToldAtAll(before.row as EventRow, row as EventRow)) row.sequence += 1;
  return {
    type: desired.type,
    before,
    row,
    rowChanged,
    coHostIds: coHostsDiffer ? desired.coHostIds : null,
    parts: parts.changed,
    goneParts: parts.gone,
    pools: pools.changed,
    gonePoolIds: pools.goneIds,
  };
}

/** A change of an offer's row alone, as when a series' rule no longer gives a date. */
export function withRow(before: StoredOffer, columns: Partial<EventRow & SeriesRow>, now: Instant): OfferChange | null {
  if (!differs(columns, before.row)) return null;
  const row = { ...before.row, ...columns, updated_at: now } as EventRow | SeriesRow;
  if (before.type === 'event' && isToldAtAll(before.row, row as EventRow)) row.sequence += 1;
  const nothing = { coHostIds: null, parts: [], goneParts: [], pools: [], gonePoolIds: [] };
  return { type: before.type, before, row, rowChanged: true, ...nothing };
}

/** What says when an event is, and where. An address is part of the place. */
const tells = {
  time: ['start_at', 'time_known', 'end_at'],
  place: ['venue', 'address'],
} as const satisfies Record<WhatMoved, readonly (keyof EventRow)[]>;

/** What is new about when and where an event is. */
export function changesOf(before: EventRow, after: EventRow): WhatMoved[] {
  return (['time', 'place'] as const).filter((what) => differs(picked(after, [...tells[what]]), before));
}

/** When or where an event is, or both, as a short sign that is another when they are. */
export function signOf(event: EventRow, what: readonly WhatMoved[]): string {
  const told = what.flatMap((one) => tells[one].map((column) => event[column]));
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);
}

/** What happened to an event as a whole, where anybody outside had seen it. */
export function statusNews(
  before: Pick<EventRow, 'status'>,
  after: Pick<EventRow, 'status'>,
): 'event-cancelled' | 'event-restored' | null {
  if (before.status === 'published' && after.status === 'cancelled') return 'event-cancelled';
  if (before.status === 'cancelled' && after.status === 'published') return 'event-restored';
  return null;
}

/** SEQUENCE rises at every change that is told, also where nobody happens to have signed up: feeds are read too. */
function isToldAtAll(before: EventRow, after: EventRow): boolean {
  if (statusNews(before, after)) return true;
  return before.status === 'published' && after.status === 'published' && changesOf(before, after).length > 0;
}

function compareParts(desired: DesiredOffer, before: StoredOffer | null, eventId: string) {
  const stored = new Map((before?.parts ?? []).map((part) => [`${part.of} ${part.slug}`, part]));
  const all: PartRow[] = [];
  const changed: PartRow[] = [];
  for (const [position, { capacity: _, ...columns }] of desired.parts.entries()) {
    const old = stored.get(`${columns.of} ${columns.slug}`);
    const part: PartRow = { id: old?.id ?? uuid(), event_id: eventId, ...columns, status: 'published', position };
    all.push(part);
    if (!old || differs(part, old)) changed.push(part);
    stored.delete(`${columns.of} ${columns.slug}`);
  }
  return { all, changed, gone: [...stored.values()].filter((part) => part.status === 'published') };
}

function comparePools(desired: DesiredOffer, before: StoredOffer | null, offerId: string, parts: PartRow[]) {
  const none = { activity_id: null, audience: null, kept_until: null };
  const wanted = [
    ...desired.pools.map((pool) => ({ ...none, ...pool })),
    ...desired.parts.map((part, index) => ({
      ...none,
      of: part.of,
      activity_id: parts[index]?.id ?? null,
      capacity: part.capacity,
    })),
  ];
  const keyOf = (pool: Pick<PoolRow, 'of' | 'activity_id' | 'audience'>) =>
    `${pool.of} ${pool.activity_id ?? ''} ${pool.audience ?? ''}`;
  const stored = new Map((before?.pools ?? []).map((pool) => [keyOf(pool), pool]));
  const changed: PoolRow[] = [];
  for (const columns of wanted) {
    const old = stored.get(keyOf(columns));
    const pool: PoolRow = { id: old?.id ?? uuid(), offer_id: offerId, team_id: null, ...columns };
    if (!old || differs(pool, old)) changed.push(pool);
    stored.delete(keyOf(columns));
  }
  // nobody claims kept places: they are counted. The pools of parts go with their parts, a tournament's stays for later
  return { changed, goneIds: [...stored.values()].filter((pool) => pool.of === 'kept').map((pool) => pool.id) };
}

/** Whether any of these columns is different in the row. */
export function differs(columns: object, row: object): boolean {
  const stored = row as Record<string, unknown>;
  return Object.entries(columns).some(([name, value]) => stored[name] !== value);
}

function picked<Row extends object, Name extends keyof Row>(row: Row, names: readonly Name[]): Pick<Row, Name> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>;
}
