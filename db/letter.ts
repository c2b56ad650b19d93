import type { Instant } from '../domain/event';
import { speak, type Language } from '../domain/language/speech';
import type { NoticeFacts, SignupNoticeKind } from '../domain/notice';
import type { Role } from '../domain/role';
import { shortBy } from '../domain/team';
import { notOverBy } from './event-conditions';
import { calledOffWords } from './called-off';
import { coHostsOf } from './hosts';
import { coHostAnswerLetter, coHostLetter, invitationLetter, loginLetter } from './organiser-letters';
import type { DueNotice } from './outbox';
import { letterMessage, type LetterMessage } from './messages/letter-message';
import { receiptOf, type Receipt, type ReceiptDate } from './receipts';
import type { SignupRow } from './signup-rows';
import { readSite, type Site } from './site';
import type { Asker, Store } from './store';

/** All that a mail needs, read when it is sent: a row of the outbox holds ids alone. */
export type Letter = SignupLetter | FeedLetter | LoginLetter | InvitationLetter | CoHostLetter | CoHostAnswerLetter;

interface Envelope {
  /** The outbox row's id, from which the Message-ID is made. */
  id: string;
  /** What every mail about the same signup or feed refers to. */
  rootId: string;
  /** null when nobody can be mailed: no address, or one that has answered that it does not exist. */
  to: string | null;
  language: Language;
  site: Site;
}

/** About one signup. */
export interface SignupLetter extends Envelope {
  about: 'signup';
  kind: SignupNoticeKind;
  facts: NoticeFacts;
  receipt: Receipt;
  /** Names of the host and the co-hosts, the host first. */
  hosts: string[];
  /** When the public text of the event last changed. */
  offerUpdatedAt: Instant;
  /** Of a whole series: its dates that are not over, with what a calendar needs of each. */
  dates: LetterDate[];
  /** Whether a player who waits does so with the whole team, and not alone for a place in it. */
  waitsWithTeam: boolean;
  /** Whether nothing about this signup has been sent before. */
  first: boolean;
  /** Activities and shifts of the person's that moved or are gone since the last mail: titles, with the new times. */
  moved: Receipt['parts'];
  gone: Receipt['parts'];
  /** Of a message: its words. */
  message: LetterMessage | null;
  /** Of a reminder of one date of a whole series: that date. */
  reminded: LetterDate | null;
  /** Of what was called off: what the organiser says about it. Never told of a discreet event. CONTRACT §4.5 */
  words: string | null;
}

export interface LetterDate extends ReceiptDate {
  uid: string;
  updatedAt: Instant;
  /** Of one that was called off: what the organiser says about it. Never told of a discreet series. CONTRACT §4.5 */
  words: string | null;
}

/** Asks an address whether its signups may be gathered in a secret feed. */
export interface FeedLetter extends Envelope {
  about: 'feed';
  kind: 'feed';
  /** What the address must show to confirm; not the token that opens the calendar. */
  confirmToken: string;
}

/** Gives an organiser the code of a login. */
export interface LoginLetter extends Envelope {
  about: 'login';
  kind: 'login';
  loginId: string;
  /** In its stored form, eight digits. */
  code: string;
}

/** Asks an address to join an organisation. */
export interface InvitationLetter extends Envelope {
  about: 'invitation';
  kind: 'invitation';
  organisation: string;
  role: Role;
  /** Who invites, by name or address. */
  by: string;
  token: string;
}

/** Asks an organisation to host an event or a series with another. */
export interface CoHostLetter extends Envelope {
  about: 'co-host';
  kind: 'co-host';
  title: string;
  /** The organisation that asks, and the one that is asked. */
  host: string;
  organisation: string;
  /** Who asks, by name or address. */
  by: string;
}

/** Tells who asked an organisation to host with theirs what it answered. */
export interface CoHostAnswerLetter extends Envelope {
  about: 'co-host-answer';
  kind: 'co-host-answer';
  offer: { type: 'event' | 'series'; slug: string; title: string };
  /** The organisation that was asked. */
  organisation: string;
  yes: boolean;
}

/**
 * Reads what a notice is to tell, as it is now.
 * @returns null when what it is about has been erased, or can come to nothing any more
 */
export async function readLetter(store: Store, notice: DueNotice, now: Instant): Promise<Letter | null> {
  const asker = store.read;
  const site = await siteOf(asker);
  if (notice.feedId !== null) return feedLetter(store, asker, notice, site);
  if (notice.loginId !== null) return loginLetter(store, asker, notice, site, now);
  if (notice.invitationId !== null) return invitationLetter(store, asker, notice, site, now);
  if (notice.kind === 'co-host-answer') return coHostAnswerLetter(asker, notice, site);
  if (notice.coHostRequestId !== null) return coHostLetter(asker, notice, site);
  return signupLetter(store, asker, notice, site, now);
}

/** Who runs the site, as a mail says it; also before anything has been loaded. */
export async function siteOf(asker: Asker): Promise<Site> {
  const unnamed = speak('sv').site_name();
  return (await readSite(asker)) ?? { name: unnamed, operator: unnamed, email: null, phone: null };
}

async function signupLetter(
  store: Store,
  asker: Asker,
  notice: DueNotice,
  site: Site,
  now: Instant,
): Promise<SignupLetter | null> {
  const signup = await asker
    .selectFrom('signup')
    .selectAll()
    .where('id', '=', notice.signupId ?? '')
    .executeTakeFirst();
  if (!signup || signup.nonce === '') return null; // erased: see db/erase.ts
  if (notice.messageId === null) {
    const letter = await letterAbout(store, asker, signup, notice, site, now);
    return notice.kind === 'team-incomplete' && !isShort(letter.receipt) ? null : letter;
  }
  const sent = await letterMessage(store, asker, notice.messageId, signup, now);
  if (!sent) return null;
  const letter = await letterAbout(store, asker, signup, notice, site, now);
  const reminded = sent.eventId === null ? null : (letter.dates.find((date) => date.id === sent.eventId) ?? null);
  return { ...letter, message: sent.message, reminded };
}

/** What a notice tells somebody about one signup, as things stand. @param signup need not be stored: a sample */
export async function letterAbout(
  store: Store,
  asker: Asker,
  signup: SignupRow,
  notice: Pick<DueNotice, 'id' | 'kind' | 'facts'>,
  site: Site,
  now: Instant,
): Promise<SignupLetter> {
  const receipt = await receiptOf(store, asker, signup, now);
  const { offer } = receipt;
  const { updated_at: offerUpdatedAt } = await asker
    .selectFrom(offer.type)
    .select('updated_at')
    .where('id', '=', offer.id)
    .executeTakeFirstOrThrow();
  const coHosts = (await coHostsOf(asker, [offer.id])).get(offer.id) ?? [];
  const changed = (ids: string[] | undefined) => receipt.parts.filter((part) => ids?.includes(part.id));
  return {
    about: 'signup',
    kind: notice.kind as SignupLetter['kind'],
    facts: notice.facts,
    id: notice.id,
    rootId: signup.id,
    to: receipt.addressFailed ? null : receipt.email,
    language: receipt.language,
    site,
    receipt,
    hosts: [receipt.host, ...coHosts].map(({ name }) => name),
    offerUpdatedAt,
    dates: await datesOf(asker, receipt, now),
    waitsWithTeam: signup.team_id !== null && signup.line_no === null,
    first: !(await wasToldBefore(asker, signup.id)),
    moved: changed(notice.facts.movedActivities).filter((part) => part.claim !== 'gone'),
    gone: changed(notice.facts.goneActivities),
    message: null,
    reminded: null,
    words: notice.kind === 'event-cancelled' && !receipt.discreet ? await calledOffWords(asker, offer) : null,
  };
}

/** Whether there is still something to remind a captain of. */
function isShort({ team, offer }: Receipt): boolean {
  if (!team?.captain || team.state !== 'confirmed' || offer.status !== 'published') return false;
  return shortBy(team.players, team) > 0;
}

async function wasToldBefore(asker: Asker, signupId: string): Promise<boolean> {
  const sent = await asker
    .selectFrom('outbox')
    .select('id')
    .where('signup_id', '=', signupId)
    .where('feed_id', 'is', null)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  return sent !== undefined;
}

async function datesOf(asker: Asker, receipt: Receipt, now: Instant): Promise<LetterDate[]> {
  if (!receipt.dates.length) return [];
  const rows = await asker
    .selectFrom('event')
    .leftJoin('called_off', 'called_off.offer_id', 'event.id')
    .select(['event.id', 'uid', 'updated_at', 'called_off.words'])
    .where('series_id', '=', receipt.offer.id)
    .where(notOverBy(now))
    .execute();
  const more = new Map(rows.map((row) => [row.id, row]));
  return receipt.dates.flatMap((date) => {
    const row = more.get(date.id);
    if (!row) return [];
    const words = date.status === 'cancelled' && !receipt.discreet ? row.words : null;
    return [{ ...date, uid: row.uid, updatedAt: row.updated_at, words }];
  });
}

async function feedLetter(store: Store, asker: Asker, notice: DueNotice, site: Site): Promise<FeedLetter | null> {
  const feed = await asker
    .selectFrom('feed')
    .innerJoin('signup', 'signup.id', 'feed.signup_id')
    .select(['feed.id', 'feed.email', 'feed.nonce', 'feed.token_hash', 'feed.revoked_at', 'signup.language'])
    .where('feed.id', '=', notice.feedId)
    .executeTakeFirst();
  if (!feed || feed.revoked_at !== null) return null;
  return {
    about: 'feed',
    kind: 'feed',
    id: notice.id,
    rootId: feed.id,
    to: feed.email,
    language: feed.language,
    site,
    confirmToken: store.codes.feedTokensOf(feed).confirm,
  };
}
