import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localToInstant } from '../../domain/time';
import { answered, fieldValues } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { databases } from '../support/databases';
import { insertEvent, sampleNow, type SampleEvent } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

describe.each(databases)('changing a signup, on $name', ({ dialect }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path));
  const post = (path: string, fields: Fields) => answered(app.post(path, fields));
  /** Signs up. @returns the receipt's address */
  async function receiptOf(sample: SampleEvent, fields: Fields): Promise<string> {
    const { slug } = await insertEvent(app.store, sample);
    return (await post(`/evenemang/${slug}/anmalan`, fields)).location;
  }

  const yoga = { slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 2 };
  const table = { slug: 'bord', title: 'Bord 1', start: '2017-05-17T09:00', end: '2017-05-17T12:00' };
  const questions = [
    { id: 'kost', label: 'Kost?', type: 'text' as const, required: false, options: [] },
    { id: 'dagar', label: 'Dagar?', type: 'choices' as const, required: false, options: ['mån', 'tis'] },
  ];
  const filled = {
    name: 'Anna',
    partySize: 2,
    activity: 'yoga',
    note: 'Hej',
    'q.kost': 'vegan',
    'q.dagar': ['mån', 'tis'],
  };

  test('the form is filled in, and can send none of each group of boxes', async () => {
    const receipt = await receiptOf({ activities: [yoga], shifts: [table], questions }, filled);
    const { status, title, body } = await get(`${receipt}/andring`);
    expect([status, title]).toEqual([200, expect.stringContaining('Ändra din anmälan')]);
    const expected = {
      name: ['Anna'],
      partySize: ['2'],
      activity: ['', 'yoga'],
      shift: [''],
      note: ['Hej'],
      'q.kost': ['vegan'],
      'q.dagar': ['', 'mån', 'tis'],
    };
    for (const [name, values] of Object.entries(expected)) expect(fieldValues(body, name), name).toEqual(values);
  });

  test('what is left out is kept, what is empty is none, CONTRACT §3.15', async () => {
    const receipt = await receiptOf({ activities: [yoga], questions }, filled);
    expect(await post(`${receipt}/andring`, { partySize: 1 })).toMatchObject({ status: 303, location: receipt });
    const kept = await get(receipt);
    for (const words of ['Du har plats', 'Yoga', 'Hej', 'vegan', 'mån, tis']) expect(kept.text).toContain(words);
    await post(`${receipt}/andring`, { activity: '', note: '', 'q.dagar': '' });
    const emptied = await get(receipt);
    for (const words of ['Yoga', 'Hej', 'mån, tis']) expect(emptied.text).not.toContain(words);
    expect(emptied.text).toContain('vegan');
  });

  test('a wrong field is 400, and the old signup is kept', async () => {
    const receipt = await receiptOf({ activities: [yoga] }, filled);
    const answer = await post(`${receipt}/andring`, { name: '', partySize: 0, email: 'a@b', note: 'Ny' });
    expect(answer.status).toBe(400);
    expect(answer.title).toMatch(/^Fel: /u);
    expect(fieldValues(answer.body, 'email')).toEqual(['a@b']);
    expect(fieldValues(answer.body, 'note')).toEqual(['Ny']);
    expect(fieldValues(answer.body, 'activity')).toEqual(['', 'yoga']);
    expect((await get(receipt)).text).toContain('Ni har plats, 2 personer');
  });

  test('more people than there is room for is 409, and the old signup is kept, CONTRACT §3.16', async () => {
    const receipt = await receiptOf(
      { capacity: 4, activities: [{ ...yoga, capacity: 4 }] },
      { ...filled, partySize: 3 },
    );
    const slug = /evenemang\/([^"/]+)"/u.exec((await get(receipt)).body)![1]!;
    await post(`/evenemang/${slug}/anmalan`, { name: 'Bo' });
    const answer = await post(`${receipt}/andring`, { partySize: 4 });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Din anmälan är kvar som den var.');
    expect(fieldValues(answer.body, 'partySize')).toEqual(['4']);
    expect((await get(receipt)).text).toContain('Ni har plats, 3 personer');
  });

  test('after closing a party may become smaller, not larger, CONTRACT §3.16', async () => {
    const receipt = await receiptOf({ signupCloses: '2017-05-01T00:00' }, { name: 'Anna', partySize: 2 });
    app.setNow(at('2017-05-02T00:00'));
    expect((await get(`${receipt}/andring`)).text).toContain('Anmälan är stängd.');
    const more = await post(`${receipt}/andring`, { partySize: 3 });
    expect([more.status, more.text]).toEqual([409, expect.stringContaining('Ni kan bli färre, men inte fler.')]);
    expect((await post(`${receipt}/andring`, { partySize: 1 })).status).toBe(303);
    app.setNow(sampleNow);
  });

  test('nothing new has to be put right to make a party smaller', async () => {
    const { id, slug } = await insertEvent(app.store);
    const { location } = await post(`/evenemang/${slug}/anmalan`, { name: 'Anna', partySize: 2 });
    const asked = [{ id: 'ny', label: 'Ny?', type: 'consent', required: true, options: [] }];
    await app.store.transact((trx) =>
      trx
        .updateTable('event')
        .set({ questions: JSON.stringify(asked) })
        .where('id', '=', id)
        .execute(),
    );
    expect((await post(`${location}/andring`, { partySize: 1, 'q.ny': '' })).status).toBe(303);
  });

  test('what has been, is cancelled or was given up cannot be changed, and says so', async () => {
    const { id, slug } = await insertEvent(app.store);
    const { location } = await post(`/evenemang/${slug}/anmalan`, { name: 'Anna' });
    const cannot = async (words: string) => {
      const form = await get(`${location}/andring`);
      expect([form.status, form.text]).toEqual([200, expect.stringContaining(words)]);
      expect(fieldValues(form.body, 'name')).toEqual([]);
      expect((await post(`${location}/andring`, { name: 'Bo' })).status).toBe(409);
    };
    app.setNow(at('2017-05-18T10:00'));
    await cannot('Det har redan varit');
    app.setNow(sampleNow);
    const setStatus = (status: 'cancelled' | 'published') =>
      app.store.transact((trx) => trx.updateTable('event').set({ status }).where('id', '=', id).execute());
    await setStatus('cancelled');
    await cannot('Det är inställt');
    await setStatus('published');
    await post(`${location}/aterbud`, {});
    await cannot('Anmälan är avbokad');
  });

  test('in English it is answered in English', async () => {
    const receipt = await receiptOf({}, { name: 'Anna' });
    expect((await post(`/en${receipt}/andring`, { name: '' })).title).toMatch(/^Error: Change your signup/u);
    expect((await post(`/en${receipt}/andring`, { note: 'Hi' })).location).toBe(`/en${receipt}`);
  });
});
