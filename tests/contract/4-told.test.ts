import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import type { ReceivedMail } from '../support/smtp';
import { textOf } from './html';
import { openSite, organisations, site as siteEntry, today, type Entry, type Site } from './site';

describe.each(databases)('CONTRACT §4.1–4.3, what is told, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  beforeEach(async () => {
    site.clock(today);
    site.app.smtp.behave({});
    await site.tell();
  });
  afterAll(() => site.close());

  let people = 0;
  const address = () => `person-${++people}@example.se`;
  const part = (slug: string, fields: Entry = {}): Entry => ({ slug, title: `Del ${slug}`, ...fields });
  const to = (mails: ReceivedMail[]) => mails.flatMap(({ envelope }) => envelope.to).sort();

  test('§4.1 confirmed, waitlisted, promoted, changed by you, cancelled by you: a mail each', async () => {
    const slug = await site.publish({ title: 'Hälsodag', capacity: 2 });
    const [a, b] = [address(), address()];
    const first = await site.signUp(slug, { name: 'Anna', email: a, partySize: 2 });
    const [confirmed] = await site.tell();
    expect(confirmed!.envelope.to).toEqual([a]);
    expect(confirmed!.mail.subject).toContain('Hälsodag');
    const second = await site.signUp(slug, { name: 'Bo', email: b });
    const [waitlisted] = await site.tell();
    expect(waitlisted!.envelope.to).toEqual([b]);
    expect(waitlisted!.mail.text).toMatch(/reservlista|kö/iu);
    await site.change(first, { partySize: 1 });
    const after = await site.tell();
    expect(to(after)).toEqual([a, b].sort());
    const promoted = after.find(({ envelope }) => envelope.to.includes(b))!;
    expect(promoted.mail.text).not.toBe(waitlisted!.mail.text);
    expect(await site.state(second)).toBe('confirmed');
    await site.cancel(first);
    const [cancelled, ...more] = await site.tell();
    expect(cancelled!.envelope.to).toEqual([a]);
    expect(more).toEqual([]);
    const subjects = [confirmed, waitlisted, promoted, cancelled].map((one) => one!.mail.subject);
    expect(new Set(subjects).size).toBe(4);
    await site.cancel(first);
    expect(await site.tell()).toEqual([]);
  });

  test('§4.1 each mail has text and HTML, the receipt’s address, and is in the person’s language', async () => {
    const slug = await site.publish({ title: 'Hälsodag' });
    const [sv, en] = [address(), address()];
    const code = await site.signUp(slug, { email: sv });
    const english = await site.receipt(`/en/evenemang/${slug}/anmalan`, { name: 'Ann', email: en });
    const mails = await site.tell();
    const [swedish, inEnglish] = [sv, en].map((one) => mails.find(({ envelope }) => envelope.to.includes(one))!.mail);
    expect(swedish!.text).toContain(`${site.app.url}/anmalan/${code}`);
    expect(inEnglish!.text).toContain(`${site.app.url}/en/anmalan/${english}`);
    expect(swedish!.html).toContain('lang="sv"');
    expect(inEnglish!.html).toContain('lang="en"');
    expect(swedish!.subject).not.toBe(inEnglish!.subject);
  });

  /** An event with one confirmed, one in line and one who has left, all with an address. */
  async function audience(fields: Entry = {}) {
    const slug = await site.publish({ capacity: 1, venue: 'Gröningen', ...fields });
    const [has, waits, left] = [address(), address(), address()];
    const gone = await site.signUp(slug, { email: left });
    await site.cancel(gone);
    const code = await site.signUp(slug, { email: has });
    const waiting = await site.signUp(slug, { email: waits });
    await site.tell();
    return { slug, code, waiting, both: [has, waits].sort(), has, waits };
  }

  test.each([
    ['a new time', { start: '2027-05-18T10:00', end: '2027-05-18T15:00' }],
    ['a new place', { venue: 'Arenan' }],
    ['a place that is no longer known', { venue: undefined }],
    ['cancelled', { status: 'cancelled' }],
  ])('§4.1 %s is told once, to those confirmed and those in line, never to those who left', async (_, change) => {
    const { slug, both } = await audience();
    await site.amend(slug, change);
    expect(to(await site.tell())).toEqual(both);
    await site.amend(slug, {});
    await site.amend(slug, { description: 'Nya ord' });
    expect(await site.tell()).toEqual([]);
  });

  test('§4.1 on again is told once', async () => {
    const { slug, both } = await audience();
    await site.amend(slug, { status: 'cancelled' });
    const cancelled = await site.tell();
    await site.amend(slug, { status: 'published' });
    const again = await site.tell();
    expect(to(again)).toEqual(both);
    expect(again[0]!.mail.subject).not.toBe(cancelled[0]!.mail.subject);
    await site.amend(slug, {});
    expect(await site.tell()).toEqual([]);
  });

  test('§4.1 new words in a description are not news', async () => {
    const { slug } = await audience();
    await site.amend(slug, { description: 'Nytt', summary: 'Nytt', title: 'Ny titel', cost: 'Gratis', food: 'Soppa' });
    expect(await site.tell()).toEqual([]);
  });

  test('§4.1 an activity of yours moved or gone is told, somebody else’s is not', async () => {
    const yoga = part('yoga', { start: '2027-05-17T10:00', end: '2027-05-17T11:00' });
    const gym = part('gym', { start: '2027-05-17T10:00', end: '2027-05-17T11:00' });
    const slug = await site.publish({ activities: [yoga, gym] });
    const [a, b] = [address(), address()];
    await site.signUp(slug, { email: a, activity: 'yoga' });
    await site.signUp(slug, { email: b, activity: 'gym' });
    await site.tell();
    await site.amend(slug, { activities: [{ ...yoga, start: '2027-05-17T12:00', end: '2027-05-17T13:00' }, gym] });
    const moved = await site.tell();
    expect(to(moved)).toEqual([a]);
    expect(moved[0]!.mail.text).toContain('Del yoga');
    await site.amend(slug, { activities: [gym] });
    const gone = await site.tell();
    expect(to(gone)).toEqual([a]);
    await site.amend(slug, { activities: [gym] });
    expect(await site.tell()).toEqual([]);
  });

  test('§3.3 §4.1 who still waits when it starts is told once that there was no place', async () => {
    const { slug, waits, waiting, has } = await audience({ start: '2027-07-01T10:00', end: '2027-07-01T15:00' });
    const mine = async () => to(await site.tell()).filter((one) => one === waits || one === has);
    site.clock('2027-07-01T09:59');
    expect(await mine()).toEqual([]);
    site.clock('2027-07-01T10:00');
    expect(await mine()).toEqual([waits]);
    site.clock('2027-07-01T12:00');
    expect(await mine()).toEqual([]);
    expect((await site.signup(waiting)).state).toBe('waitlisted');
    expect(await site.taken(slug)).toBe(1);
  });

  test('§4.2 two changes before anything was sent are told as the last', async () => {
    const { slug, both } = await audience();
    await site.amend(slug, { venue: 'A' });
    await site.amend(slug, { venue: 'B' });
    const mails = await site.tell();
    // one that a later has overtaken is dropped: each is told of B, and nobody of A last
    for (const one of both) {
      const mine = mails.filter(({ envelope }) => envelope.to.includes(one));
      expect(mine).toHaveLength(1);
      expect(mine[0]!.mail.text).toContain('B');
    }
  });

  test('§4.2 notices go in order; what a later has overtaken is dropped, never the last', async () => {
    const slug = await site.publish({ capacity: 5 });
    const mail = address();
    const code = await site.signUp(slug, { email: mail });
    await site.change(code, { partySize: 2 });
    await site.cancel(code);
    const sent = await site.tell();
    expect(sent).toHaveLength(1);
    const other = address();
    const direct = await site.signUp(slug, { email: other });
    await site.tell();
    await site.cancel(direct);
    const [cancelled] = await site.tell();
    expect(sent[0]!.mail.subject).toBe(cancelled!.mail.subject);
  });

  test('§4.2 the Message-ID comes from the outbox row’s random id, so that a repeat is recognisable', async () => {
    const slug = await site.publish();
    const code = await site.signUp(slug, { email: address() });
    site.app.smtp.behave({ data: 451 });
    await site.tell();
    site.app.smtp.behave({});
    site.clock('2027-04-01T12:00');
    const [first] = await site.tell();
    const { store } = site.app;
    const rows = await store.read.selectFrom('outbox').select(['id', 'state']).orderBy('created_at').execute();
    const row = rows.find(({ id }) => first!.mail.messageId!.includes(id));
    expect(row).toMatchObject({ state: 'sent' });
    expect(row!.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
    await site.change(code, { partySize: 2 });
    const [second] = await site.tell();
    expect(second!.mail.messageId).not.toBe(first!.mail.messageId);
  });

  const outboxOf = async (slug: string) =>
    site.app.store.read
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .innerJoin('event', 'event.id', 'signup.event_id')
      .select('outbox.state')
      .where('event.slug', '=', slug)
      .execute();

  test('§4.3 a notice that nobody can be mailed stays in the outbox as `call`', async () => {
    const slug = await site.publish();
    await site.signUp(slug, { name: 'Utan adress' });
    expect(await site.tell()).toEqual([]);
    await site.amend(slug, { venue: 'Arenan' });
    await site.tell();
    const states = (await outboxOf(slug)).map(({ state }) => state);
    expect(states).toContain('call');
    expect(states).not.toContain('queued');
  });

  test('§4.3 an address that answers 5xx: `call`, and the receipt says that the address does not work', async () => {
    const slug = await site.publish();
    const gone = address();
    site.app.smtp.behave({ recipients: { [gone]: 550 } });
    const code = await site.signUp(slug, { email: gone });
    const before = textOf((await site.get(`/anmalan/${code}`)).body);
    expect(await site.tell()).toEqual([]);
    const after = textOf((await site.get(`/anmalan/${code}`)).body);
    expect((await outboxOf(slug)).map(({ state }) => state)).toEqual(['call']);
    expect(after).not.toBe(before);
    expect(after).toMatch(/adress[^.]*fungera/iu);
    // a new address is a new chance
    site.app.smtp.behave({});
    const works = address();
    await site.change(code, { email: works });
    expect(to(await site.tell())).toContain(works);
    expect(textOf((await site.get(`/anmalan/${code}`)).body)).not.toMatch(/adress[^.]*fungerar inte/iu);
  });

  test('§4.3 an address that answers 4xx is tried again', async () => {
    const slug = await site.publish();
    const busy = address();
    site.app.smtp.behave({ recipients: { [busy]: 450 } });
    await site.signUp(slug, { email: busy });
    expect(await site.tell()).toEqual([]);
    site.app.smtp.behave({});
    site.clock('2027-04-01T09:02');
    expect(to(await site.tell())).toEqual([busy]);
  });

  test('§5.2 a whole series: a date moved or cancelled is told to all and takes nobody’s place', async () => {
    const series = {
      slug: `kurs-${dialect}`,
      title: 'Kurs',
      host: 'kommunen',
      status: 'published',
      signup: 'whole',
      capacity: 3,
      rrule: 'FREQ=WEEKLY;COUNT=3',
      start: '2027-09-06T17:00',
      end: '2027-09-06T19:00',
    };
    expect(await site.load({ site: siteEntry, organisations, series: [series] })).toEqual([]);
    const [a, b] = [address(), address()];
    const code = await site.receipt(`/serier/${series.slug}/anmalan`, { name: 'Anna', email: a });
    await site.receipt(`/serier/${series.slug}/anmalan`, { name: 'Bo', email: b });
    await site.tell();
    expect(await site.load({ series: [{ ...series, cancelled: ['2027-09-13'] }] })).toEqual([]);
    expect(to(await site.tell())).toEqual([a, b].sort());
    const moved = [{ from: '2027-09-20', start: '2027-09-21T17:00', end: '2027-09-21T19:00' }];
    expect(await site.load({ series: [{ ...series, cancelled: ['2027-09-13'], moved }] })).toEqual([]);
    expect(to(await site.tell())).toEqual([a, b].sort());
    expect((await site.signup(code)).state).toBe('confirmed');
    expect(await site.load({ series: [{ ...series, cancelled: ['2027-09-13'], moved }] })).toEqual([]);
    expect(await site.tell()).toEqual([]);
  });
});
