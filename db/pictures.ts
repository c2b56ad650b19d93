import { randomUUID } from 'node:crypto';
import type { EventStatus, Instant } from '../domain/event';
import { recordDeed } from './deeds';
import { statement } from './statement';
import type { Asker, Store, Trx } from './store';

/** A picture as it is kept, made anew by app/http/picture-making.server.ts. */
export interface PictureMade {
  /** Of the large file, in pixels. */
  width: number;
  height: number;
  /** JPEG. */
  large: Uint8Array;
  small: Uint8Array;
}

/** A picture as a page shows it. */
export interface PictureShown {
  id: string;
  alt: string;
  width: number;
  height: number;
}

/** Whose picture it is, and who changes it. */
export interface OfPicture {
  offerId: string;
  organisationId: string;
  by: string;
}

const shownOf = statement<{ offerId: string }>()((db, { offerId }) =>
  db.selectFrom('picture').select(['id', 'alt', 'width', 'height']).where('offer_id', '=', offerId),
);

/** The picture of an event or a series; null where there is none. */
export async function pictureOf(asker: Asker, offerId: string): Promise<PictureShown | null> {
  const [row] = await shownOf(asker, { offerId });
  return row ?? null;
}

const shownOfEvent = statement<{ id: string }>()((db, { id }) =>
  db
    .selectFrom('event')
    .leftJoin('picture as own', 'own.offer_id', 'event.id')
    .leftJoin('picture as series', 'series.offer_id', 'event.series_id')
    .select(['own.id as own_id', 'own.alt as own_alt', 'own.width as own_width', 'own.height as own_height'])
    .select(['series.id', 'series.alt', 'series.width', 'series.height'])
    .where('event.id', '=', id),
);

/** The picture that an event's page shows: its own, else its series'. */
export async function pictureOnEvent(asker: Asker, eventId: string): Promise<PictureShown | null> {
  const [row] = await shownOfEvent(asker, { id: eventId });
  if (!row) return null;
  if (row.own_id !== null) return { id: row.own_id, alt: row.own_alt!, width: row.own_width!, height: row.own_height! };
  return row.id === null ? null : { id: row.id, alt: row.alt!, width: row.width!, height: row.height! };
}

/** Gives an event or a series a picture in place of the one it has, which is then nowhere any more. */
export async function setPicture(
  store: Store,
  of: OfPicture,
  { alt, picture }: { alt: string; picture: PictureMade },
  now: Instant,
): Promise<void> {
  await store.transact(async (trx) => {
    await takeAway(trx, of.offerId);
    const id = randomUUID();
    const { width, height } = picture;
    await trx.insertInto('picture').values({ id, offer_id: of.offerId, alt, width, height, created_at: now }).execute();
    const file = (size: 'large' | 'small') => ({
      picture_id: id,
      size,
      data: Buffer.from(picture[size]).toString('base64'),
    });
    await trx
      .insertInto('picture_file')
      .values([file('large'), file('small')])
      .execute();
    await noteChange(trx, of, 'picture-set', now);
  });
}

/** Writes what a picture shows. @returns whether there is one */
export async function setPictureText(store: Store, of: OfPicture, alt: string, now: Instant): Promise<boolean> {
  return store.transact(async (trx) => {
    const changed = await trx
      .updateTable('picture')
      .set({ alt })
      .where('offer_id', '=', of.offerId)
      .returning('id')
      .execute();
    if (changed.length) await noteChange(trx, of, 'picture-set', now);
    return changed.length > 0;
  });
}

/** Takes a picture away, its files too. @returns whether there was one */
export async function removePicture(store: Store, of: OfPicture, now: Instant): Promise<boolean> {
  return store.transact(async (trx) => {
    const isGone = await takeAway(trx, of.offerId);
    if (isGone) await noteChange(trx, of, 'picture-removed', now);
    return isGone;
  });
}

/**
 * Gives the picture of one event or series to another, in the transaction in which it is copied. A copy of its own: its
 * address is another, so that a draft's is not known from what it was copied from. Harmless where there is none.
 */
export async function copyPicture(trx: Trx, fromOfferId: string, toOfferId: string, now: Instant): Promise<void> {
  const from = await pictureOf(trx, fromOfferId);
  if (!from) return;
  await takeAway(trx, toOfferId);
  const id = randomUUID();
  await trx
    .insertInto('picture')
    .values({ ...from, id, offer_id: toOfferId, created_at: now })
    .execute();
  await trx
    .insertInto('picture_file')
    .columns(['picture_id', 'size', 'data'])
    .expression((eb) =>
      eb
        .selectFrom('picture_file')
        .select((one) => [one.val(id).as('picture_id'), 'size', 'data'])
        .where('picture_id', '=', from.id),
    )
    .execute();
}

/** A picture's file, and whose it is. */
export interface PictureFile {
  status: EventStatus;
  /** Ids of the organisations that host and co-host. */
  hostIds: string[];
  data: Buffer;
}

/** @returns undefined when there is none (any more) */
export async function pictureFile(asker: Asker, id: string, size: 'large' | 'small'): Promise<PictureFile | undefined> {
  const row = await asker
    .selectFrom('picture')
    .innerJoin('picture_file as file', 'file.picture_id', 'picture.id')
    .leftJoin('event', 'event.id', 'picture.offer_id')
    .leftJoin('series', 'series.id', 'picture.offer_id')
    .select(['picture.offer_id', 'file.data', 'event.status', 'event.host_id'])
    .select(['series.status as series_status', 'series.host_id as series_host'])
    .where('picture.id', '=', id)
    .where('file.size', '=', size)
    .executeTakeFirst();
  const [status, hostId] = [row?.status ?? row?.series_status, row?.host_id ?? row?.series_host];
  if (!row || !status || !hostId) return undefined;
  const data = Buffer.from(row.data, 'base64');
  if (status !== 'draft') return { status, hostIds: [], data };
  const coHosts = await asker
    .selectFrom('co_host')
    .select('organisation_id')
    .where('offer_id', '=', row.offer_id)
    .execute();
  return { status, hostIds: [hostId, ...coHosts.map((one) => one.organisation_id)], data };
}

async function takeAway(trx: Trx, offerId: string): Promise<boolean> {
  const there = await pictureOf(trx, offerId);
  if (!there) return false;
  await trx.deleteFrom('picture_file').where('picture_id', '=', there.id).execute();
  await trx.deleteFrom('picture').where('id', '=', there.id).execute();
  return true;
}

async function noteChange(
  trx: Trx,
  of: OfPicture,
  kind: 'picture-set' | 'picture-removed',
  now: Instant,
): Promise<void> {
  await recordDeed(trx, { kind, by: of.by, organisationId: of.organisationId, offerId: of.offerId }, now);
}
