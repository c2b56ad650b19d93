import { sql } from 'kysely';
import { callsOf, wayTo, type CallItem, type CallNotice } from '../domain/calls';
import type { Instant } from '../domain/event';
import { compareNames } from '../domain/language/order';
import type { Language } from '../domain/language/speech';
import type { NoticeFacts, NoticeKind } from '../domain/notice';
import { recordDeed } from './deeds';
import { letterAbout, siteOf } from './letter';
import type { SignupLetter } from './letter-kinds';
import { wordsIn } from './messages/letter-message';
import { offersAt, type At } from './messages/recipients';
import { batched, grouped, inBatches } from './programme/stored';
import type { SignupRow } from './signup-rows';
import type { Asker, Store, Trx } from './store';

/** Somebody who has to be told something by phone, or was. */
export interface Call {
  signupId: string;
  name: string;
  phone: string | null;
  language: Language;
  /** What they are to be told, each as the mail that they cannot get. */
  left: CallWords[];
  done: CallWords[];
  /** How many times nobody answered. */
  missed: number;
}

/** One thing to say. */
export interface CallWords {
  /** The notices that it stands for. */
  ids: string[];
  letter: SignupLetter;
  /** Of what has been said: when, and by whom. */
  calledAt: Instant | null;
  calledBy: string | null;
}

/** How many people a page of the list shows. */
export const callsShown = 50;

/** How many are left to tell. */
export interface CallCounts {
  /** Signups to call about. */
  toCall: number;
  /** Signups whose person has no number either, and is told when one meets. */
  neither: number;
}

/**
 * Those who are to be told, by name: first those to call, then those without a number; or, of `done`, those who have
 * been. @param look.page from 1
 */
export async function callList(
  store: Store,
  at: At,
  look: { of: 'left' | 'done'; page: number },
  now: Instant,
): Promise<CallCounts & { calls: Call[]; done: number; pages: number }> {
  const asker = store.read;
  const people = await peopleToCall(asker, await offersAt(asker, at, 0));
  people.sort((one, other) => compareNames(one.name, other.name) || (one.signupId < other.signupId ? -1 : 1));
  const left = people.filter((one) => one.left.length);
  const toCall = left.filter(hasNumber);
  const neither = left.filter((one) => !hasNumber(one));
  const done = people.filter((one) => one.done.length);
  const looked = look.of === 'left' ? [...toCall, ...neither] : done;
  const pages = Math.max(1, Math.ceil(looked.length / callsShown));
  const from = (Math.min(look.page, pages) - 1) * callsShown;
  const calls = await withWords(store, looked.slice(from, from + callsShown), look.of, now);
  return { calls, toCall: toCall.length, neither: neither.length, done: done.length, pages };
}

/** How many are left to tell, by the ids of events and series; those without any are left out. */
export async function countCalls(asker: Asker, offers: readonly string[]): Promise<Map<string, CallCounts>> {
  const counts = new Map<string, CallCounts>();
  for (const one of await peopleToCall(asker, offers)) {
    if (!one.left.length) continue;
    const own = counts.get(one.offerId) ?? { toCall: 0, neither: 0 };
    own[hasNumber(one) ? 'toCall' : 'neither']++;
    counts.set(one.offerId, own);
  }
  return counts;
}

/** How many are left to tell at an event or a series, its dates included: as many as its list has. */
export async function leftToTell(asker: Asker, at: At): Promise<CallCounts> {
  const counts = [...(await countCalls(asker, await offersAt(asker, at, 0))).values()];
  return {
    toCall: counts.reduce((sum, one) => sum + one.toCall, 0),
    neither: counts.reduce((sum, one) => sum + one.neither, 0),
  };
}

/** Something that is left to tell somebody, and how they can be told. */
export interface LeftToTell extends CallItem {
  way: 'phone' | 'neither';
}

/**
 * What is left to tell, by the last of the notices that it stands for, which has overtaken the others: so that whoever
 * counts what is told counts as the list does.
 */
export async function leftByNotice(asker: Asker, offers: readonly string[]): Promise<Map<string, LeftToTell>> {
  const people = await peopleToCall(asker, offers);
  return new Map(
    people.flatMap((one) => {
      const way = hasNumber(one) ? ('phone' as const) : ('neither' as const);
      return one.left.map((item): [string, LeftToTell] => [item.ids.at(-1)!, { ...item, way }]);
    }),
  );
}

interface Person {
  signupId: string;
  offerId: string;
  name: string;
  phone: string | null;
  left: CallItem[];
  done: CallItem[];
}

const hasNumber = ({ phone }: Person): boolean => wayTo({ email: null, phone, addressFailed: false }) === 'phone';

/** Everybody whom somebody has something to say to, or has said something to. */
async function peopleToCall(asker: Asker, offers: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const some of inBatches(offers)) {
    const signups = await asker
      .selectFrom('signup')
      .select(['signup.id', 'signup.offer_id', 'signup.name', 'signup.phone', 'signup.state'])
      .where('signup.offer_id', 'in', some)
      .where('signup.nonce', '<>', '')
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.signup_id', '=', 'signup.id')
            .where(mayBeReasonToCall),
        ),
      )
      .execute();
    const notices = await noticesOf(
      asker,
      signups.map((signup) => signup.id),
    );
    for (const signup of signups) {
      const { left, done } = callsOf(notices.get(signup.id) ?? [], { isCancelled: signup.state === 'cancelled' });
      people.push({
        signupId: signup.id,
        offerId: signup.offer_id,
        name: signup.name,
        phone: signup.phone,
        left,
        done,
      });
    }
  }
  return people;
}

/**
 * Leaves out nearly all that nobody need call about, so that few notices are read; `callsOf` then tells exactly. Word for
 * word as the index outbox_to_call has it (migration 0017), or no database would go by it.
 */
const mayBeReasonToCall = sql<boolean>`outbox.state = 'call' and (outbox.kind not in ('confirmed', 'waitlisted',
  'received', 'changed', 'cancelled', 'team-registered', 'team-joined', 'reminder', 'thanks') or outbox.facts like '%"byOrganiser":true%')`;

/**
 * What one has to say to one signup's person, what a later notice says in its stead, and what has been said: as the list
 * has it.
 */
export async function callsOfOne(
  asker: Asker,
  signup: Pick<SignupRow, 'id' | 'state'>,
): Promise<{ left: Set<string>; overtaken: Set<string>; done: Set<string> }> {
  const notices = await noticesOf(asker, [signup.id]);
  const { left, done } = callsOf(notices.get(signup.id) ?? [], { isCancelled: signup.state === 'cancelled' });
  return {
    left: new Set(left.map(({ ids }) => ids.at(-1)!)),
    overtaken: new Set(left.flatMap(({ ids }) => ids.slice(0, -1))),
    done: new Set(done.flatMap(({ ids }) => ids)),
  };
}

async function noticesOf(asker: Asker, signupIds: string[]): Promise<Map<string, CallNotice[]>> {
  const rows = await batched(signupIds, (some) =>
    asker
      .selectFrom('outbox')
      .leftJoin('message', 'message.id', 'outbox.message_id')
      .select(['outbox.id', 'outbox.signup_id', 'outbox.kind', 'outbox.facts', 'outbox.ordinal', 'outbox.state'])
      .select(['outbox.called_at', 'outbox.message_id', 'outbox.created_at', 'message.created_at as message_at'])
      .where('outbox.signup_id', 'in', some)
      .where('outbox.feed_id', 'is', null)
      .execute(),
  );
  const notices = rows.map((row): [string, CallNotice] => [
    row.signup_id!,
    {
      id: row.id,
      kind: row.kind as NoticeKind,
      facts: JSON.parse(row.facts) as NoticeFacts,
      ordinal: row.ordinal,
      state: row.state,
      isCalled: row.called_at !== null,
      messageId: row.message_id,
      writtenAt: row.message_at ?? row.created_at,
    },
  ]);
  const bySignup = grouped(notices, ([signupId]) => signupId);
  return new Map([...bySignup].map(([signupId, own]) => [signupId, own.map(([, notice]) => notice)]));
}

async function withWords(store: Store, people: Person[], of: 'left' | 'done', now: Instant): Promise<Call[]> {
  if (!people.length) return [];
  const asker = store.read;
  const ids = people.map((one) => one.signupId);
  const rows = await asker.selectFrom('signup').selectAll().where('id', 'in', ids).execute();
  const signups = new Map(rows.map((row) => [row.id, row]));
  const items = people.flatMap((one) => [...one.left, ...one.done]);
  const messages = await messageTexts(
    asker,
    items.flatMap((item) => item.messageId ?? []),
  );
  const ticks = await ticksOf(
    asker,
    items.flatMap((item) => item.ids),
  );
  const site = await siteOf(asker);
  const wordsOf = async (signup: SignupRow, item: CallItem): Promise<CallWords> => {
    const spoken: SignupRow = { ...signup, language: 'sv' };
    const letter = await letterAbout(store, asker, spoken, { id: item.ids[0]!, ...item }, site, now);
    const texts = item.messageId === null ? undefined : messages.get(item.messageId);
    const tick = ticks.get(item.ids[0]!);
    return {
      ids: item.ids,
      letter: texts ? { ...letter, message: wordsIn(texts, 'sv') } : letter,
      calledAt: tick?.at ?? null,
      calledBy: tick?.by ?? null,
    };
  };
  const calls: Call[] = [];
  for (const person of people) {
    const signup = signups.get(person.signupId);
    if (!signup) continue;
    const words: CallWords[] = [];
    for (const item of person[of]) words.push(await wordsOf(signup, item));
    calls.push({
      signupId: signup.id,
      name: signup.name,
      phone: signup.phone,
      language: signup.language,
      left: of === 'left' ? words : [],
      done: of === 'done' ? words : [],
      missed: Math.max(0, ...person.left.flatMap((item) => item.ids.map((id) => ticks.get(id)?.missed ?? 0))),
    });
  }
  return calls;
}

async function messageTexts(asker: Asker, ids: string[]) {
  const rows = await batched([...new Set(ids)], (some) =>
    asker.selectFrom('message').select(['id', 'subject', 'words']).where('id', 'in', some).execute(),
  );
  return new Map(rows.map((row) => [row.id, { sv: { subject: row.subject ?? '', words: row.words ?? '' }, en: null }]));
}

async function ticksOf(asker: Asker, ids: string[]) {
  const rows = await batched(ids, (some) =>
    asker
      .selectFrom('outbox')
      .leftJoin('organiser', 'organiser.id', 'outbox.called_by')
      .select(['outbox.id', 'outbox.called_at', 'outbox.missed_calls', 'organiser.name', 'organiser.email'])
      .where('outbox.id', 'in', some)
      .execute(),
  );
  return new Map(
    rows.map((row) => [row.id, { at: row.called_at, by: row.name ?? row.email, missed: row.missed_calls }]),
  );
}

/** Somebody on an event's call list, and which organiser has called or tried to. */
export interface CallTo {
  at: At;
  signupId: string;
  /** The notices that were on the screen: one that came since is not ticked unseen. */
  notices: readonly string[];
  by: string;
  organisationId: string;
}

/** Ticks off what somebody was told by phone; again is harmless. @returns false when they are not on the list */
export async function tickCall(store: Store, call: CallTo, now: Instant): Promise<boolean> {
  return change(store, call, { called_at: now, called_by: call.by }, { wasCalled: false, deed: 'call-ticked' }, now);
}

/** Takes a tick back. */
export async function untickCall(store: Store, call: CallTo, now: Instant): Promise<boolean> {
  return change(store, call, { called_at: null, called_by: null }, { wasCalled: true, deed: 'call-unticked' }, now);
}

/**
 * Counts a call that nobody answered. Who has no number has not been called, and nothing is counted.
 * @param call.missed how many there were when the form was made, so that a double tap counts once
 */
export async function missCall(store: Store, call: CallTo & { missed: number }, now: Instant): Promise<boolean> {
  const { phone } = (await store.read
    .selectFrom('signup')
    .select('phone')
    .where('id', '=', call.signupId)
    .executeTakeFirst()) ?? { phone: null };
  const after = { missed_calls: call.missed + (phone === null ? 0 : 1) };
  return change(store, call, after, { wasCalled: false, deed: 'call-missed', missed: call.missed }, now);
}

async function change(
  store: Store,
  call: CallTo,
  after: { called_at: Instant | null; called_by: string | null } | { missed_calls: number },
  how: { wasCalled: boolean; deed: 'call-ticked' | 'call-unticked' | 'call-missed'; missed?: number },
  now: Instant,
): Promise<boolean> {
  return store.transact(async (trx) => {
    if (!(await isAt(trx, call))) return false;
    if (!call.notices.length) return true;
    const changed = await trx
      .updateTable('outbox')
      .set(after)
      .where('id', 'in', call.notices)
      .where('signup_id', '=', call.signupId)
      .where('state', '=', sql.lit('call' as const))
      .where('called_at', how.wasCalled ? 'is not' : 'is', null)
      .$if(how.missed !== undefined, (query) => query.where('missed_calls', '<=', how.missed!))
      .returning('id')
      .execute();
    if (!changed.length) return true;
    const { by, organisationId, at, signupId } = call;
    const facts = { ids: [signupId] };
    await recordDeed(trx, { kind: how.deed, by, organisationId, offerId: at.id, facts }, now);
    return true;
  });
}

/** Whether a signup is one of an event's own, or of a series' dates. */
async function isAt(trx: Trx, { at, signupId }: CallTo): Promise<boolean> {
  const signup = await trx.selectFrom('signup').select('offer_id').where('id', '=', signupId).executeTakeFirst();
  return signup !== undefined && (await offersAt(trx, at, 0)).includes(signup.offer_id);
}
