import type { ColumnType } from 'kysely';
import type { DeedKind } from '../domain/deed';
import type { EndedAs, EventStatus, Instant, Kind, PoolOf, SignupMode, SignupState } from '../domain/event';
import type { Language } from '../domain/language/speech';
import type { Whom } from '../domain/message';
import type { ReminderTiming } from '../domain/reminder';
import type { Role } from '../domain/role';

/**
 * What is remembered. The same tables on SQLite and PostgreSQL: instants are epoch milliseconds, flags 0 or 1, lists
 * and objects JSON as text, ids UUID version 7 made in code.
 */
export interface Database {
  site: SiteTable;
  organisation: OrganisationTable;
  series: SeriesTable;
  event: EventTable;
  co_host: CoHostTable;
  hosting: HostingTable;
  activity: ActivityTable;
  pool: PoolTable;
  signup: SignupTable;
  claim: ClaimTable;
  team: TeamTable;
  outbox: OutboxTable;
  feed: FeedTable;
  erasure: ErasureTable;
  revision: RevisionTable;
  organiser: OrganiserTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  login: LoginTable;
  session: SessionTable;
  responsible: ResponsibleTable;
  deed: DeedTable;
  deed_reason: DeedReasonTable;
  message: MessageTable;
  reminding: RemindingTable;
  reminder_stop: ReminderStopTable;
  thanking: ThankingTable;
  undo: UndoTable;
  nudging: NudgingTable;
  passkey: PasskeyTable;
  passkey_challenge: PasskeyChallengeTable;
  passkey_offer: PasskeyOfferTable;
  two_people: TwoPeopleTable;
  picture: PictureTable;
  picture_file: PictureFileTable;
  template: TemplateTable;
  called_off: CalledOffTable;
  co_host_request: CoHostRequestTable;
}

export type Flag = 0 | 1;
type Json = string;
/** A column that the database fills in when an insert leaves it out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** The one row that says who runs this site. */
interface SiteTable {
  id: 1;
  name: string;
  operator: string;
  email: string | null;
  phone: string | null;
}

interface OrganisationTable {
  id: string;
  slug: string;
  name: string;
  about: string | null;
  first_time: string | null;
  phone: string | null;
  email: string | null;
  url: string | null;
}

/** The columns that an event and a series share: what is offered, and on which terms one signs up to it. */
interface OfferColumns {
  id: string;
  slug: string;
  title: string;
  kind: Kind;
  host_id: string;
  status: EventStatus;
  time_zone: string;
  venue: string | null;
  address: string | null;
  summary: string | null;
  description: string | null;
  discreet: Flag;
  signup: SignupMode;
  external_signup: string | null;
  /** Whether there is a line at all. */
  waitlist: Flag;
  /** The longest line in people, or null for no limit. */
  waitlist_limit: number | null;
  max_party_size: number;
  /** JSON: Audience[] */
  audiences: Json;
  /** JSON: Contact */
  contact: Json;
  cost: string | null;
  food: string | null;
  arvode: string | null;
  working_time: Flag | null;
  /** JSON: Access */
  access: Json;
  /** JSON: Question[] */
  questions: Json;
  /** The event's own words to those who have a place: what to bring, which door. */
  confirmation: string | null;
  /** Whether the organiser goes through the signups, and says yes or no to each. */
  approval: Defaulted<Flag>;
  signup_opens_at: Instant | null;
  signup_closes_at: Instant | null;
  /** iCalendar UID of the public entry, random, for ever. */
  uid: string;
  /** iCalendar SEQUENCE of the public entry: raised at every change that is told. */
  sequence: Defaulted<number>;
  created_at: Instant;
  /** When the public text last changed: DTSTAMP and Last-Modified. */
  updated_at: Instant;
  /** Title, summary, venue, host folded for search: see domain/search.ts. */
  search: string;
}

interface SeriesTable extends OfferColumns {
  /** The rule as written, an RFC 5545 RRULE value. */
  rrule: string;
  /** The entry of the programme file as it was read, from which later dates are made. */
  source: Json;
  /** Dates exist up to this instant; null when the series is complete. */
  made_until: Instant | null;
}

interface EventTable extends OfferColumns {
  series_id: string | null;
  /** The date that the series' rule gave, which the slug holds, also when the event has moved. */
  series_date: string | null;
  /** Start as an instant; the local midnight when only the date is known; null when the date is open. */
  start_at: Instant | null;
  /** 0 when `start_at` is only a date ("tid meddelas senare"). */
  time_known: Flag;
  /** End as written, or null. */
  end_at: Instant | null;
  /** When the event is over: its end, else the end of its start's day, else never (null). CONTRACT §3.9. */
  over_at: Instant | null;
  /** Fewest and most players in a team; null when the event has no teams. */
  team_min: number | null;
  team_max: number | null;
  /** 1 when a date was moved from where the series' rule had it. */
  moved: Flag;
  /** The venue folded, for `plats`: see domain/search.ts. */
  venue_folded: string | null;
}

interface CoHostTable {
  /** An event's or a series' id. */
  offer_id: string;
  organisation_id: string;
  position: number;
}

/**
 * Who hosts or co-hosts each event that is seen outside, in the order of lists. Kept by triggers (migration 0003), as
 * are the words for searches on SQLite (see db/word-search.ts): nothing else writes it.
 */
interface HostingTable {
  organisation_id: string;
  event_id: string;
  /** As `sortAt` in db/list-order.ts. */
  sort_at: number;
}

/** An activity or a shift: a part of an event with its own time and places. */
interface ActivityTable {
  id: string;
  event_id: string;
  of: 'activity' | 'shift';
  slug: string;
  title: string;
  start_at: Instant | null;
  end_at: Instant | null;
  /** `cancelled` when a later programme file no longer names it but somebody had chosen it. */
  status: 'published' | 'cancelled';
  position: number;
}

/** A number of places that can run out. The offer's own is the lock of all of an offer's (db/line.ts). */
interface PoolTable {
  id: string;
  /** The event's or series' id whose line it belongs to. */
  offer_id: string;
  of: PoolOf;
  activity_id: string | null;
  team_id: string | null;
  /** Of kept places: whom they are kept for, and until when (null: until the event starts). */
  audience: string | null;
  kept_until: Instant | null;
  /** null: no limit. */
  capacity: number | null;
}

interface SignupTable {
  id: string;
  /** = event_id or series_id */
  offer_id: string;
  event_id: string | null;
  series_id: string | null;
  team_id: string | null;
  state: SignupState;
  name: string;
  /** See domain/search.ts: for "who joins under the name of a named player". */
  name_folded: string;
  email: string | null;
  /** E.164, or as written where it was not a number that can be parsed. */
  phone: string | null;
  party_size: number;
  audience: string | null;
  note: string | null;
  /** Of a player without a team: whom they asked to play with, in their own words. */
  play_with: Defaulted<string | null>;
  language: Language;
  /** JSON: Answers */
  answers: Json;
  /** Random, base64url; the code is made from it under SECRET. */
  nonce: string;
  code_hash: string;
  /** 0 for a player whom the captain only named: nobody has been given the code. */
  has_code: Flag;
  form_key: string | null;
  /** Place in the line: lower is earlier; null when it does not wait, or waits with its team. */
  line_no: number | null;
  /** Set when it has been told that no place came; it then no longer stands in line. */
  no_place_at: Instant | null;
  /** Set when the address answered 5xx: the receipt says so. */
  address_failed_at: Instant | null;
  /** Of the person's own calendar entry. */
  uid: string;
  sequence: Defaulted<number>;
  /** 1 while it waits for the organiser to say yes or no: it then stands in no line, at the number that it would have. */
  to_approve: Defaulted<Flag>;
  /** The organiser who signed it up for somebody. */
  added_by: Defaulted<string | null>;
  /** What organisers have written about it for each other. */
  organiser_note: Defaulted<string | null>;
  /** Of one that is cancelled: how, where the person did not do it. */
  ended_as: Defaulted<EndedAs | null>;
  /** How many notices have been written: the next one's ordinal. */
  notice_count: Defaulted<number>;
  created_at: Instant;
  updated_at: Instant;
}

/** Places in one pool, held or waited for by a signup or (in `teams`) by a team. */
interface ClaimTable {
  pool_id: string;
  /** = signup_id or team_id */
  holder_id: string;
  signup_id: string | null;
  team_id: string | null;
  places: number;
  /** `ended`: cancelled, or its activity is gone. */
  state: 'held' | 'waiting' | 'ended';
}

interface TeamTable {
  id: string;
  event_id: string;
  name: string;
  name_folded: string;
  state: SignupState;
  /** The number by which the public knows the team, from 1 within its event. */
  number: number;
  captain_id: string | null;
  nonce: string;
  code_hash: string;
  /** Three words, `sol-bok-hav`: unique among coming teams. */
  words: string | null;
  line_no: number | null;
  created_at: Instant;
}

/** What is to be told: ids only, rendered when it is sent. */
interface OutboxTable {
  /** UUID, from which the Message-ID is made. */
  id: string;
  signup_id: string | null;
  feed_id: string | null;
  login_id: Defaulted<string | null>;
  invitation_id: Defaulted<string | null>;
  /** What it is one copy of; it then goes in no order with the signup's other notices. */
  message_id: Defaulted<string | null>;
  co_host_request_id: Defaulted<string | null>;
  /** See domain/notice.ts */
  kind: string;
  /** JSON: NoticeFacts, nothing personal */
  facts: Json;
  /** Order within one signup; of a message, which time it goes to that signup. */
  ordinal: number;
  state: 'queued' | 'sent' | 'dropped' | 'call';
  attempts: Defaulted<number>;
  next_attempt_at: Instant;
  lease_until: Instant | null;
  lease_by: string | null;
  created_at: Instant;
  /** When it was sent, dropped, or given to the call list. */
  settled_at: Instant | null;
  /** The last error's code, without any personal data. */
  error: string | null;
  /** Of one on the call list: when it was told by phone, and by which organiser. */
  called_at: Defaulted<Instant | null>;
  called_by: Defaulted<string | null>;
  /** How many times nobody answered. */
  missed_calls: Defaulted<number>;
}

/** A person's secret calendar. The token is made from the nonce under SECRET and kept only as a hash. */
interface FeedTable {
  id: string;
  /** The signup from whose receipt it was made: all it shows until an address is confirmed. */
  signup_id: string;
  /** The address whose signups it gathers once confirmed. */
  email: string | null;
  nonce: string;
  token_hash: string;
  confirm_hash: string;
  confirmed_at: Instant | null;
  revoked_at: Instant | null;
  created_at: Instant;
}

/** What was erased, when, and how much of it. */
interface ErasureTable {
  id: string;
  at: Instant;
  /** People of events that were over before this instant. */
  before: Instant;
  /** JSON: counts by table */
  counts: Json;
}

/** Raised by the database's own triggers with every change of what public pages show: see db/revisions.ts. */
interface RevisionTable {
  /** `programme`, or the id of an event or a series: its places. */
  scope: string;
  revision: number;
}

/** A person who logs in. */
interface OrganiserTable {
  id: string;
  /** As `readEmail` writes it. */
  email: string;
  name: string | null;
  created_at: Instant;
}

/** What an organiser may do for an organisation. */
interface MembershipTable {
  organisation_id: string;
  organiser_id: string;
  role: Role;
  created_at: Instant;
}

/** Asks an address to join an organisation. The token is made from the nonce under SECRET and kept only as a hash. */
interface InvitationTable {
  id: string;
  organisation_id: string;
  email: string;
  role: Role;
  invited_by: string;
  nonce: string;
  token_hash: string;
  created_at: Instant;
  expires_at: Instant;
  /** When it was accepted or taken back. */
  settled_at: Instant | null;
}

/** A login that somebody has begun with an address. Its code is made from the nonce under SECRET. */
interface LoginTable {
  id: string;
  /** null: nobody has that address, and nothing tells so. */
  organiser_id: string | null;
  nonce: string;
  tries: Defaulted<number>;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** Somebody who is logged in, in one browser. */
interface SessionTable {
  id: string;
  organiser_id: string;
  /** Of the random token in the cookie: SHA-256, base64url. */
  token_hash: string;
  /** What browser it is, in words: "Firefox på Android". */
  device: string | null;
  created_at: Instant;
  seen_at: Instant;
  /** When it was last shown who it is: asked again before what cannot be undone. */
  proved_at: Instant;
  ended_at: Instant | null;
}

/** Who answers for an event or a series. */
interface ResponsibleTable {
  /** An event's or a series' id. */
  offer_id: string;
  organiser_id: string;
}

/** Who did what, and when. Nothing in it is about a person who has signed up. */
interface DeedTable {
  id: string;
  at: Instant;
  /** null: who did it is no longer known here. */
  organiser_id: string | null;
  organisation_id: string;
  /** The event or the series that it was done to; null: to the organisation itself. */
  offer_id: string | null;
  kind: DeedKind;
  /** JSON: DeedFacts */
  facts: Json;
}

/** Why something was done to a signup, in the organiser's words: erased with the signup. */
interface DeedReasonTable {
  deed_id: string;
  signup_id: string;
  reason: string;
}

/** What goes to many: an organiser's words, or a reminder. One row, from which the worker makes a notice for each. */
interface MessageTable {
  id: string;
  /** An event's or a series' id. A reminder is of one event, also of a date of a series. */
  offer_id: string;
  kind: 'message' | 'reminder';
  /** 1 of a message that is an organiser's thanks: the worker writes it when it is over, one at most for each offer. */
  thanks: Flag;
  whom: Whom;
  /** Of `whom` part: the activity or the shift. */
  part_id: string | null;
  /** In Swedish, and in English where that was written. */
  subject: string | null;
  words: string | null;
  subject_en: string | null;
  words_en: string | null;
  sent_by: string | null;
  form_key: string | null;
  /** Of a reminder: how long before, the start that it is before, and when it was due; that of a thanks too. */
  timing: ReminderTiming | null;
  start_at: Instant | null;
  due_at: Instant | null;
  created_at: Instant;
  /** The last signup that has been looked at, and the offer it is to: where the next batch begins. */
  spread_offer: string | null;
  spread_signup: string | null;
  /** When there was nobody left to make a notice for. */
  spread_at: Instant | null;
}

/** When those who come are reminded, where that is not as usual (domain/reminder.ts). */
interface RemindingTable {
  /** An event's or a series' id. */
  offer_id: string;
  /** JSON: ReminderTimings */
  timings: Json;
}

/** Words of thanks that are still to go. Of a series that one signs up to a date at a time, for each date to come. */
interface ThankingTable {
  /** An event's or a series' id. */
  offer_id: string;
  words: string;
  words_en: string | null;
  /** Since when there are any: what was due before then is not sent. */
  since: Instant;
  written_by: string;
}

/** An address that wants no reminders, nor thanks: a keyed hash, which tells nobody the address. */
interface ReminderStopTable {
  address_hash: string;
  at: Instant;
}

/** How an event's team board was before a deed, and how the deed left it: what "Ångra" goes by. */
interface UndoTable {
  id: string;
  /** The event. */
  offer_id: string;
  at: Instant;
  kind: DeedKind;
  /** JSON: BoardStates (db/team-board/undo.ts) */
  states: Json;
  undone_at: Instant | null;
}

/** Since when a team has been too few, and when its captain was reminded by the clock. */
interface NudgingTable {
  team_id: string;
  /** null: it is not short. */
  short_since: Instant | null;
  first_at: Instant | null;
  second_at: Instant | null;
}

/** What an organiser logs in with besides mailed codes: a key pair whose other half never leaves their device. */
interface PasskeyTable {
  id: string;
  organiser_id: string;
  /** The credential's id, base64url. */
  credential: string;
  /** COSE, base64url. */
  public_key: string;
  /** How often it has been used, as it says itself; 0 for ever of one that is kept by a cloud. */
  counter: number;
  /** JSON: how a browser reaches it. */
  transports: Json;
  /** The browser that it was made in, in words. */
  device: string | null;
  created_at: Instant;
  used_at: Instant | null;
}

/** What a passkey is asked to sign, once, within a few minutes. */
interface PasskeyChallengeTable {
  id: string;
  challenge: string;
  purpose: 'login' | 'proof' | 'new';
  /** Whose browser it was given to; null: nobody is logged in. */
  session_id: string | null;
  expires_at: Instant;
}

/** When somebody was last asked, on one device, whether they want a passkey. */
interface PasskeyOfferTable {
  organiser_id: string;
  /** In words; empty where nothing is known. */
  device: string;
  offered_at: Instant;
}

/** Two signups that look like one person's, and are not. */
interface TwoPeopleTable {
  /** The smaller of the two ids. */
  first_id: string;
  second_id: string;
}

/** The picture of an event or a series. */
interface PictureTable {
  /** Random: the address holds it, so it tells nothing. */
  id: string;
  offer_id: string;
  /** What it shows, for whoever does not see it. */
  alt: string;
  /** In pixels, of the large file. */
  width: number;
  height: number;
  created_at: Instant;
}

interface PictureFileTable {
  picture_id: string;
  size: 'large' | 'small';
  /** JPEG, base64. */
  data: string;
}

/** An event that is kept to begin others from. */
interface TemplateTable {
  id: string;
  organisation_id: string;
  name: string;
  /** JSON: EventEntry, with the times that it had */
  entry: Json;
  created_at: Instant;
}

/** What an organiser says to those who had signed up, when something is called off. */
interface CalledOffTable {
  /** An event's or a series' id. */
  offer_id: string;
  words: string;
  at: Instant;
}

/** Asks an organisation to host an event or a series with another. */
interface CoHostRequestTable {
  id: string;
  /** An event's or a series' id. */
  offer_id: string;
  offer_type: 'event' | 'series';
  organisation_id: string;
  /** An organiser's id. */
  asked_by: string;
  asked_at: Instant;
  settled_at: Instant | null;
  outcome: 'accepted' | 'declined' | 'taken-back' | null;
}
