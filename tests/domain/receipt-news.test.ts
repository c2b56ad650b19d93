import { describe, expect, test } from 'vitest';
import { newsOn, type ReceiptNotice } from '../../domain/receipt-news';

/** Notices in their order, a minute apart. */
const notices = (...given: Partial<ReceiptNotice>[]): ReceiptNotice[] =>
  given.map((one, index) => ({ kind: 'updated', facts: {}, ordinal: index + 1, at: index + 1, ...one }));

describe('what the page of a signup marks as new', () => {
  test('is nothing while the person has only signed up', () => {
    expect(newsOn(notices({ kind: 'confirmed' }), [])).toEqual([]);
  });
  test('is each thing once, at the last time that it changed', () => {
    const given = notices(
      { kind: 'waitlisted' },
      { facts: { changed: ['place'] } },
      { facts: { changed: ['time', 'place'], goneActivities: ['yoga'] } },
      { kind: 'promoted' },
    );
    expect(newsOn([...given].reverse(), [])).toEqual([
      { about: 'promoted', of: [], at: 4 },
      { about: 'time', of: [], at: 3 },
      { about: 'place', of: [], at: 3 },
      { about: 'goneActivities', of: ['yoga'], at: 3 },
    ]);
  });
  test('is not how one comes now, which the page begins with', () => {
    expect(newsOn(notices({ facts: { changed: ['signup', 'place'] } }), []).map(({ about }) => about)).toEqual([
      'place',
    ]);
  });
  test('is old once the person has changed the signup, but not when an organiser has', () => {
    const moved: Partial<ReceiptNotice> = { facts: { changed: ['time'] } };
    expect(newsOn(notices({ kind: 'confirmed' }, moved, { kind: 'changed' }), [])).toEqual([]);
    const byOrganiser: Partial<ReceiptNotice> = { kind: 'changed', facts: { byOrganiser: true } };
    expect(newsOn(notices({ kind: 'confirmed' }, moved, byOrganiser), []).map(({ about }) => about)).toEqual([
      'changed',
      'time',
    ]);
  });
  test('a message is new until then too, though it goes in no order with the rest', () => {
    const given = notices({ kind: 'confirmed' }, { kind: 'changed' });
    expect(newsOn(given, [1])).toEqual([]);
    expect(newsOn(given, [1, 3, 5])).toEqual([{ about: 'message', of: [], at: 5 }]);
  });
  test('names each activity and date once, and what is on again at another time', () => {
    const given = notices(
      { facts: { events: ['one'] } },
      { facts: { events: ['two', 'one'] } },
      { kind: 'event-restored', facts: { changed: ['time'] } },
    );
    expect(newsOn(given, [])).toEqual([
      { about: 'event-restored', of: [], at: 3 },
      { about: 'time', of: [], at: 3 },
      { about: 'events', of: ['one', 'two'], at: 2 },
    ]);
  });
});
