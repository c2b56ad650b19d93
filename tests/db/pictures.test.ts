import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { organiserFor } from '../../db/organisers';
import {
  copyPicture,
  pictureFile,
  pictureOf,
  pictureOnEvent,
  removePicture,
  setPicture,
  setPictureText,
} from '../../db/pictures';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, sampleNow as now, type InsertedOffer } from '../support/sample';

const picture = (mark: number) => ({
  width: 1200,
  height: 800,
  large: Uint8Array.of(0xff, 0xd8, mark, 0, 0xff),
  small: Uint8Array.of(0xff, 0xd8, mark),
});

describe.each(databases)('pictures on $name', ({ dialect }) => {
  let database: TestDatabase;
  let event: InsertedOffer;
  let of: { offerId: string; organisationId: string; by: string };
  beforeEach(async () => {
    database = await testDatabase(dialect);
    event = await insertEvent(database.store);
    const { id: organisationId } = await database.store.read
      .selectFrom('organisation')
      .select('id')
      .executeTakeFirstOrThrow();
    const by = await database.store.transact((trx) => organiserFor(trx, { email: 'anna@example.se', name: null }, now));
    of = { offerId: event.id, organisationId, by };
  });
  afterEach(() => database.drop());

  const rows = async () => ({
    pictures: (await database.store.read.selectFrom('picture').select('id').execute()).length,
    files: (await database.store.read.selectFrom('picture_file').select('picture_id').execute()).length,
  });
  const revision = async () => {
    const row = await database.store.read
      .selectFrom('revision')
      .select('revision')
      .where('scope', '=', 'programme')
      .executeTakeFirstOrThrow();
    return row.revision;
  };

  test('one is kept whole, replaced by another with another address, and is then nowhere', async () => {
    const { store } = database;
    const before = await revision();
    await setPicture(store, of, { alt: 'En boll', picture: picture(1) }, now);
    const first = (await pictureOf(store.read, event.id))!;
    expect(first).toMatchObject({ alt: 'En boll', width: 1200, height: 800 });
    expect((await pictureFile(store.read, first.id, 'large'))!.data).toEqual(Buffer.from(picture(1).large));
    expect((await pictureFile(store.read, first.id, 'small'))!.data).toEqual(Buffer.from(picture(1).small));
    expect(await revision()).toBeGreaterThan(before);

    await setPicture(store, of, { alt: 'Två bollar', picture: picture(2) }, now);
    const second = (await pictureOf(store.read, event.id))!;
    expect(second.id).not.toBe(first.id);
    expect(await pictureFile(store.read, first.id, 'large')).toBeUndefined();
    expect(await rows()).toEqual({ pictures: 1, files: 2 });

    const between = await revision();
    expect(await setPictureText(store, of, 'Tre bollar', now)).toBe(true);
    expect(await revision()).toBeGreaterThan(between);
    expect(await removePicture(store, of, now)).toBe(true);
    expect(await removePicture(store, of, now)).toBe(false);
    expect(await setPictureText(store, of, 'Inget', now)).toBe(false);
    expect(await rows()).toEqual({ pictures: 0, files: 0 });
    const kinds = (await deedsTo(store.read, event.id)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['picture-removed', 'picture-set', 'picture-set', 'picture-set']);
  });

  test('a date of a series shows the series’, until it has its own', async () => {
    const { store } = database;
    const course = await insertCourse(store, { dates: [{ start: '2017-05-02T18:00', end: '2017-05-02T20:00' }] });
    const date = course.dates[0]!.id;
    expect(await pictureOnEvent(store.read, date)).toBeNull();
    await setPicture(store, { ...of, offerId: course.id }, { alt: 'Kursen', picture: picture(1) }, now);
    expect(await pictureOnEvent(store.read, date)).toMatchObject({ alt: 'Kursen' });
    await setPicture(store, { ...of, offerId: date }, { alt: 'Kvällen', picture: picture(2) }, now);
    expect(await pictureOnEvent(store.read, date)).toMatchObject({ alt: 'Kvällen' });
  });

  test('a copy has a picture of its own', async () => {
    const { store } = database;
    const copy = await insertEvent(store, { slug: 'kopia', status: 'draft' });
    await store.transact((trx) => copyPicture(trx, event.id, copy.id, now));
    expect(await pictureOf(store.read, copy.id)).toBeNull();
    await setPicture(store, of, { alt: 'En boll', picture: picture(1) }, now);
    const original = (await pictureOf(store.read, event.id))!;
    await store.transact((trx) => copyPicture(trx, event.id, copy.id, now));
    const copied = (await pictureOf(store.read, copy.id))!;
    expect(copied).toEqual({ ...original, id: copied.id });
    expect(copied.id).not.toBe(original.id);
    await removePicture(store, of, now);
    expect(await pictureFile(store.read, copied.id, 'large')).toEqual({
      status: 'draft',
      hostIds: [of.organisationId],
      data: Buffer.from(picture(1).large),
    });
  });
});
