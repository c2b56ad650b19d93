import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { compareNames } from '../domain/language/order';
import { may, roles } from '../domain/role';
import type { ConsoleOffer } from './console-offer';
import { recordDeed } from './deeds';
import { whoAnswersFor } from './duties';
import { editOffer } from './programme/edit';
import type { EventEntry, SeriesEntry } from './programme/entry';
import { isTaken } from './programme/load';
import type { Asker, Store, Trx } from './store';
import { tellCoHost, tellCoHostAnswer } from './tell';
import { tellColleagues } from './tell-colleague';

/** Roles that answer for what an organisation hosts. */
const answering = roles.filter((role) => may(role, 'events'));

interface Named {
  slug: string;
  name: string;
}

/** Who hosts an event or a series with its host, who is asked, and who could be. */
export interface CoHosts {
  coHosts: Named[];
  waiting: { id: string; organisation: Named; askedAt: Instant; reached: boolean }[];
  others: Named[];
}

export async function coHostsOfOffer(asker: Asker, offer: ConsoleOffer): Promise<CoHosts> {
  const organisations = await asker.selectFrom('organisation').select(['id', 'slug', 'name']).execute();
  const byId = new Map(organisations.map((one) => [one.id, one]));
  const named = (id: string): Named => ({ slug: byId.get(id)!.slug, name: byId.get(id)!.name });
  const requests = await asker
    .selectFrom('co_host_request')
    .select(['id', 'organisation_id', 'asked_at'])
    .where('offer_id', '=', offer.id)
    .where('settled_at', 'is', null)
    .execute();
  const waiting = [];
  for (const { id, organisation_id, asked_at } of requests) {
    const reached = (await readersOf(asker, organisation_id)).length > 0;
    waiting.push({ id, organisation: named(organisation_id), askedAt: asked_at, reached });
  }
  const taken = new Set([offer.host.id, ...offer.coHostIds, ...requests.map((one) => one.organisation_id)]);
  const others = organisations.filter((one) => !taken.has(one.id)).map((one) => named(one.id));
  return {
    coHosts: offer.coHostIds.map(named),
    waiting,
    others: others.sort((one, other) => compareNames(one.name, other.name)),
  };
}

async function readersOf(asker: Asker, organisationId: string): Promise<string[]> {
  const rows = await asker
    .selectFrom('membership')
    .select(['organiser_id', 'role'])
    .where('organisation_id', '=', organisationId)
    .execute();
  return rows.filter((row) => answering.includes(row.role)).map((row) => row.organiser_id);
}

/**
 * Asks an organisation to host with the host: those who answer for it are mailed.
 * @param ask.organisation a slug
 * @returns `nobody` where it is asked and nobody there can log in, so that somebody has to call; `already` where it
 *   hosts, or has been asked; `unknown` where there is no such organisation
 */
export async function askCoHost(
  store: Store,
  ask: { offer: ConsoleOffer; organisation: string; by: string },
  now: Instant,
): Promise<'asked' | 'nobody' | 'already' | 'unknown'> {
  const { offer, by } = ask;
  try {
    return await store.transact(async (trx) => {
      const organisation = await trx
        .selectFrom('organisation')
        .select(['id', 'slug'])
        .where('slug', '=', ask.organisation)
        .executeTakeFirst();
      if (!organisation) return 'unknown';
      if (organisation.id === offer.host.id || (await isCoHost(trx, offer.id, organisation.id))) return 'already';
      const waiting = await trx
        .selectFrom('co_host_request')
        .select('id')
        .where('offer_id', '=', offer.id)
        .where('organisation_id', '=', organisation.id)
        .where('settled_at', 'is', null)
        .executeTakeFirst();
      if (waiting) return 'already';
      const id = uuid();
      await trx
        .insertInto('co_host_request')
        .values({
          id,
          offer_id: offer.id,
          offer_type: offer.type,
          organisation_id: organisation.id,
          asked_by: by,
          asked_at: now,
          settled_at: null,
          outcome: null,
        })
        .execute();
      const readers = await readersOf(trx, organisation.id);
      await tellCoHost(trx, id, readers, now);
      const facts = { organisation: organisation.slug };
      await recordDeed(
        trx,
        { kind: 'co-host-asked', by, organisationId: offer.host.id, offerId: offer.id, facts },
        now,
      );
      return readers.length ? 'asked' : 'nobody';
    });
  } catch (error) {
    // somebody else has asked at the same moment
    if (isTaken(error)) return 'already';
    throw error;
  }
}

async function isCoHost(trx: Trx, offerId: string, organisationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('co_host')
    .select('position')
    .where('offer_id', '=', offerId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a request back that has not been answered. @returns whether there was such a one */
export async function takeBackRequest(
  store: Store,
  of: { offer: ConsoleOffer; id: string; by: string },
  now: Instant,
): Promise<boolean> {
  const { offer, id, by } = of;
  return store.transact(async (trx) => {
    const settled = await settle(trx, { id, offerId: offer.id, outcome: 'taken-back' }, now);
    if (!settled) return false;
    const facts = { organisation: settled.organisation };
    await recordDeed(
      trx,
      { kind: 'co-host-removed', by, organisationId: offer.host.id, offerId: offer.id, facts },
      now,
    );
    return true;
  });
}

/** @returns the organisation's slug and who asked, or undefined where the request has been settled before */
async function settle(
  trx: Trx,
  { id, offerId, outcome }: { id: string; offerId: string; outcome: 'accepted' | 'declined' | 'taken-back' },
  now: Instant,
): Promise<{ organisation: string; askedBy: string } | undefined> {
  const [settled] = await trx
    .updateTable('co_host_request')
    .set({ settled_at: now, outcome })
    .where('id', '=', id)
    .where('offer_id', '=', offerId)
    .where('settled_at', 'is', null)
    .returning(['organisation_id', 'asked_by'])
    .execute();
  if (!settled) return undefined;
  const { slug } = await trx
    .selectFrom('organisation')
    .select('slug')
    .where('id', '=', settled.organisation_id)
    .executeTakeFirstOrThrow();
  return { organisation: slug, askedBy: settled.asked_by };
}

/** Settles a request by an answer, and tells who asked, unless they gave it themselves. @returns whether it waited for one */
async function settleByAnswer(
  trx: Trx,
  { id, offerId, yes, by }: { id: string; offerId: string; yes: boolean; by: string },
  now: Instant,
): Promise<boolean> {
  const settled = await settle(trx, { id, offerId, outcome: yes ? 'accepted' : 'declined' }, now);
  if (settled && settled.askedBy !== by) await tellCoHostAnswer(trx, id, now);
  return settled !== undefined;
}

/** A request as those who are asked see it. */
export interface CoHostAsked {
  id: string;
  organisation: Named;
  host: string;
  offer: { type: 'event' | 'series'; slug: string; title: string; summary: string | null };
  askedAt: Instant;
  by: string;
}

/** What organisations have been asked and have not answered, the latest first. @param organisations ids */
export async function requestsTo(asker: Asker, organisations: readonly string[]): Promise<CoHostAsked[]> {
  if (!organisations.length) return [];
  const rows = await asker
    .selectFrom('co_host_request as request')
    .innerJoin('organisation', 'organisation.id', 'request.organisation_id')
    .innerJoin('organiser', 'organiser.id', 'request.asked_by')
    .select(['request.id', 'request.offer_id', 'request.offer_type', 'request.asked_at'])
    .select(['organisation.slug', 'organisation.name', 'organiser.name as by_name', 'organiser.email as by_email'])
    .where('request.organisation_id', 'in', organisations)
    .where('request.settled_at', 'is', null)
    .execute();
  const asked: CoHostAsked[] = [];
  for (const row of rows) {
    const offer = await asker
      .selectFrom(row.offer_type)
      .innerJoin('organisation as host', 'host.id', 'host_id')
      .select([`${row.offer_type}.slug as offer_slug`, 'title', 'summary', 'host.name as host'])
      .where(`${row.offer_type}.id`, '=', row.offer_id)
      .executeTakeFirst();
    if (!offer) continue;
    asked.push({
      id: row.id,
      organisation: { slug: row.slug, name: row.name },
      host: offer.host,
      offer: { type: row.offer_type, slug: offer.offer_slug, title: offer.title, summary: offer.summary },
      askedAt: row.asked_at,
      by: row.by_name ?? row.by_email,
    });
  }
  return asked.sort((one, other) => other.askedAt - one.askedAt);
}

/** Somebody has answered, or taken it back. */
class Settled extends Error {}

/**
 * Answers a request. Accepted, the organisation is a co-host from then on, as if a programme file had named it.
 * @param answer.organisations ids of those in whose name one may answer
 * @returns `gone` where there is no such request to them (any more); `refused` where the event cannot be changed
 */
export async function answerRequest(
  store: Store,
  answer: { id: string; organisations: readonly string[]; yes: boolean; by: string },
  now: Instant,
): Promise<'accepted' | 'declined' | 'gone' | 'refused'> {
  const { id, yes, by } = answer;
  const [request] = (await requestsTo(store.read, answer.organisations)).filter((one) => one.id === id);
  if (!request) return 'gone';
  const { type, slug } = request.offer;
  const row = await store.read
    .selectFrom(type as 'event' | 'series')
    .select(['id', 'host_id'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  const facts = { organisation: request.organisation.slug };
  if (!yes) {
    return store.transact(async (trx) => {
      if (!(await settleByAnswer(trx, { id, offerId: row.id, yes, by }, now))) return 'gone';
      await recordDeed(trx, { kind: 'co-host-declined', by, organisationId: row.host_id, offerId: row.id, facts }, now);
      return 'declined';
    });
  }
  const accept = async (trx: Trx) => {
    if (!(await settleByAnswer(trx, { id, offerId: row.id, yes, by }, now))) throw new Settled();
  };
  try {
    const outcome = await changeCoHosts(
      store,
      { type, slug, by, kind: 'co-host-accepted', facts, alongside: accept },
      (coHosts) => [...new Set([...coHosts, request.organisation.slug])],
      now,
    );
    // a file has named it meanwhile
    if (outcome === 'same') await store.transact(accept);
    return outcome === 'refused' ? 'refused' : 'accepted';
  } catch (error) {
    if (error instanceof Settled) return 'gone';
    throw error;
  }
}

/**
 * An organisation hosts with the host no more. Sent away, those who answer for it are told; does it leave, who answers for
 * the event at the host, or everybody who may where nobody does.
 * @param of.leaves whether it is the organisation's own doing
 * @returns whether it did host
 */
export async function removeCoHost(
  store: Store,
  of: { type: 'event' | 'series'; slug: string; organisation: string; by: string; leaves: boolean },
  now: Instant,
): Promise<boolean> {
  const { type, slug, organisation, by } = of;
  const facts = { organisation };
  const outcome = await changeCoHosts(
    store,
    { type, slug, by, kind: 'co-host-removed', facts, alongside: (trx) => tellOfEnd(trx, store, of, now) },
    (coHosts) => coHosts.filter((one) => one !== organisation),
    now,
  );
  return outcome === 'saved';
}

async function tellOfEnd(
  trx: Trx,
  store: Store,
  { type, slug, organisation, by, leaves }: Parameters<typeof removeCoHost>[1],
  now: Instant,
): Promise<void> {
  const offer = await trx
    .selectFrom(type as 'event' | 'series')
    .select(['id', 'host_id'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  const { id: coHostId } = await trx
    .selectFrom('organisation')
    .select('id')
    .where('slug', '=', organisation)
    .executeTakeFirstOrThrow();
  const to = leaves ? await answeringAtHost(trx, offer) : await readersOf(trx, coHostId);
  const kind = leaves ? ('co-host-left' as const) : ('co-host-removed' as const);
  await tellColleagues(trx, store, to, { kind, by, organisationId: coHostId, offerId: offer.id }, now);
}

/** Who is told at the host: who answers for the event, and everybody who may where that is nobody who still does. */
async function answeringAtHost(trx: Trx, offer: { id: string; host_id: string }): Promise<string[]> {
  const readers = await readersOf(trx, offer.host_id);
  const responsible = await whoAnswersFor(trx, offer.id);
  return responsible && readers.includes(responsible.organiserId) ? [responsible.organiserId] : readers;
}

async function changeCoHosts(
  store: Store,
  edit: {
    type: 'event' | 'series';
    slug: string;
    by: string;
    kind: 'co-host-accepted' | 'co-host-removed';
    facts: { organisation: string };
    alongside?: (trx: Trx) => Promise<void>;
  },
  change: (coHosts: string[]) => string[],
  now: Instant,
): Promise<'saved' | 'same' | 'refused'> {
  const { type, slug, by, kind, facts, alongside } = edit;
  const outcome = await editOffer<'event' | 'series'>(
    store,
    {
      ...{ type, slug, alongside },
      fields: ['coHosts'],
      change: (entry: EventEntry | SeriesEntry) =>
        ({ ...entry, coHosts: change(entry.coHosts) }) as EventEntry & SeriesEntry,
      deed: { kind, by, facts },
    },
    now,
  );
  return outcome.kind === 'saved' || outcome.kind === 'same' ? outcome.kind : 'refused';
}
