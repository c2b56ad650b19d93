import type { Instant, LocalDate } from '../domain/event';
import type { Language } from '../domain/language/speech';
import type { NoticeFacts, SignupNoticeKind } from '../domain/notice';
import type { Role } from '../domain/role';
import type { LetterMessage } from './messages/letter-message';
import type { NextTime } from './next-time';
import type { Receipt, ReceiptDate } from './receipts';
import type { Site } from './site';

/** All that a mail needs, read when it is sent: a row of the outbox holds ids alone. */
export type Letter =
  | SignupLetter
  | FeedLetter
  | LoginLetter
  | InvitationLetter
  | CoHostLetter
  | CoHostAnswerLetter
  | HandedOverLetter
  | MembershipLetter
  | CoHostEndedLetter;

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
  /** What it tells first. */
  kind: SignupNoticeKind;
  /** What earlier notices told that this one has overtaken, and that is so still, the gravest first. */
  also: SignupNoticeKind[];
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
  /** The day that the person knows, or that the series gave, where it is on another now. */
  firstDay: LocalDate | null;
  /** Of a reminder of one date of a whole series: that date. */
  reminded: LetterDate | null;
  /** Of what was called off: what the organiser says about it. Never told of a discreet event. CONTRACT §4.5 */
  words: string | null;
  /** Of a cancelled date of a series that goes on: its next time. Never told of a discreet event. CONTRACT §4.5 */
  next: NextTime | null;
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
  /** It is for a form that waits for it, on a page that is open. */
  formWaits: boolean;
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

/** An event or a series that a colleague did something to. */
export interface LetterOffer {
  type: 'event' | 'series';
  slug: string;
  title: string;
  /** Of an event, where it has one. */
  day: LocalDate | null;
}

/** Tells an organiser that a colleague has made them answer for events or series. */
export interface HandedOverLetter extends Envelope {
  about: 'handed-over';
  kind: 'handed-over';
  /** Those that are theirs still, at least one: soonest first, series last. */
  offers: LetterOffer[];
  /** Who did it, by name or address. */
  by: string;
}

/** Tells an organiser that a colleague has given them another role, or taken it away. */
export interface MembershipLetter extends Envelope {
  about: 'membership';
  kind: 'membership';
  organisation: string;
  /** null: they have none there any more. */
  role: Role | null;
  by: string;
}

/** Tells the organisers of a co-host that it was sent away from events or series, or the host that it has left them. */
export interface CoHostEndedLetter extends Envelope {
  about: 'co-host-ended';
  kind: 'co-host-removed' | 'co-host-left';
  /** The co-host. */
  organisation: string;
  offers: LetterOffer[];
  by: string;
}
