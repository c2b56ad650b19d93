import type { Instant, LocalDate } from '../domain/event';
import { speak } from '../domain/language/speech';
import { isToColleague, kindsTold, type NoticeFacts, type Overtaken, type SignupNoticeKind } from '../domain/notice';
import { shortBy } from '../domain/team';
import { localDateOf } from '../domain/time';
import { notOverBy } from './event-conditions';
import { calledOffWords } from './called-off';
import { colleagueLetter } from './colleague-letters';
import { coHostsOf } from './hosts';
import type { FeedLetter, Letter, LetterDate, SignupLetter } from './letter-kinds';
import { nextTimeAfter } from './next-time';
import { coHostAnswerLetter, coHostLetter, invitationLetter, loginLetter } from './organiser-letters';
import type { DueNotice } from './outbox';
import { letterMessage } from './messages/letter-message';
import { receiptOf, type Receipt } from './receipts';
import type { SignupRow } from './signup-rows';
import { readSite, type Site } from './site';
import type { Asker, Store } from './store';

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
  if (isToColleague(notice.kind)) return colleagueLetter(asker, notice, site);
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
  const own = await asker
    .selectFrom(offer.type)
    .select('updated_at')
    .where('id', '=', offer.id)
    .executeTakeFirstOrThrow();
  const coHosts = (await coHostsOf(asker, [offer.id])).get(offer.id) ?? [];
  const [kind, ...also] = kindsTold(notice, (one) => isSoStill(one, receipt)) as SignupNoticeKind[];
  const changed = (ids: string[] | undefined) => receipt.parts.filter((part) => ids?.includes(part.id));
  return {
    about: 'signup',
    kind: kind!,
    also,
    facts: notice.facts,
    id: notice.id,
    rootId: signup.id,
    to: receipt.addressFailed ? null : receipt.email,
    language: receipt.language,
    site,
    receipt,
    hosts: [receipt.host, ...coHosts].map(({ name }) => name),
    offerUpdatedAt: own.updated_at,
    dates: await datesOf(asker, receipt, now),
    waitsWithTeam: signup.team_id !== null && signup.line_no === null,
    first: !(await wasToldBefore(asker, signup.id)),
    moved: changed(notice.facts.movedActivities).filter((part) => part.claim !== 'gone'),
    gone: changed(notice.facts.goneActivities),
    message: null,
    firstDay: knownDayOf(notice.facts, offer) ?? receipt.firstDay,
    reminded: null,
    words: notice.kind === 'event-cancelled' && !receipt.discreet ? await calledOffWords(asker, offer) : null,
    next: notice.kind === 'event-cancelled' ? await nextTimeAfter(asker, receipt, now) : null,
  };
}

/** Whether what a notice told that nobody has heard is so still. */
function isSoStill(kind: Overtaken, receipt: Receipt): boolean {
  const { state, offer, team } = receipt;
  if (state === 'cancelled' || offer.status !== 'published') return false;
  switch (kind) {
    case 'promoted':
      return state === 'confirmed';
    case 'captain':
      return team?.captain ?? false;
    case 'team-incomplete':
      return isShort(receipt);
    default:
      return true;
  }
}

/** The day that somebody knows who has not been told of another, where it is on another now. */
function knownDayOf(
  { firstStart = null }: NoticeFacts,
  now: { startAt: Instant | null; timeZone: string },
): LocalDate | null {
  if (firstStart === null) return null;
  const known = localDateOf(firstStart, now.timeZone);
  return now.startAt !== null && localDateOf(now.startAt, now.timeZone) === known ? null : known;
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
