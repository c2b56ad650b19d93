import type { Selectable } from 'kysely';
import type { Access, Audience, Contact, EndedAs, Instant, LocalDate, SignupState } from '../domain/event';
import type { Language } from '../domain/language/speech';
import type { Offer, OfferPart } from '../domain/offer';
import type { Answers } from '../domain/question';
import { localDateOf } from '../domain/time';
import { positionOf } from '../domain/waitlist';
import { readLine } from './line';
import { offerOf } from './offers';
import type { Database } from './schema';
import { statement } from './statement';
import type { Asker, Store } from './store';
import { membersOf, type TeamRow } from './teams';
import { signupByCode, type SignupRow } from './signup-rows';

/** A date of a series that one signed up to as a whole. */
export interface ReceiptDate {
  id: string;
  slug: string;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  venue: string | null;
  address: string | null;
  status: 'published' | 'cancelled';
  moved: boolean;
  /** The day that the series had it on first, where it is on another now. */
  firstDay: LocalDate | null;
}

/** A team as its own members see it. */
export interface ReceiptTeam {
  id: string;
  code: string;
  name: string;
  number: number;
  words: string | null;
  state: SignupState;
  /** Whether this signup is the captain's. */
  captain: boolean;
  min: number;
  max: number;
  /** People on the team, those who wait for a place in it not counted. */
  players: number;
  members: TeamMember[];
}

export interface TeamMember {
  id: string;
  name: string;
  partySize: number;
  /** Known only by name: has not joined with a code. */
  named: boolean;
  captain: boolean;
  self: boolean;
  state: SignupState;
}

/** What one chose within an event, and how it stands. */
export interface ReceiptPart extends OfferPart {
  claim: 'held' | 'waiting' | 'gone';
}

/** All that a receipt shows, and what mails and calendars about a signup are made from. */
export interface Receipt {
  id: string;
  code: string;
  state: SignupState;
  /** 1 is next; null when it does not stand in line. */
  position: number | null;
  /** Whether it waits for the organiser to say yes or no. */
  toApprove: boolean;
  /** How it ended, where the person did not end it. */
  endedAs: EndedAs | null;
  /** When it was told that no place came. */
  noPlaceAt: Instant | null;
  name: string;
  email: string | null;
  phone: string | null;
  /** The address answered that it does not exist. */
  addressFailed: boolean;
  partySize: number;
  audience: Audience | null;
  note: string | null;
  playWith: string | null;
  answers: Answers;
  language: Language;
  uid: string;
  sequence: number;
  createdAt: Instant;
  updatedAt: Instant;
  parts: ReceiptPart[];
  offer: Offer;
  /** Of one date of a series: as of a `ReceiptDate`. */
  firstDay: LocalDate | null;
  discreet: boolean;
  summary: string | null;
  description: string | null;
  venue: string | null;
  address: string | null;
  access: Access;
  contact: Contact;
  host: { slug: string; name: string; phone: string | null; email: string | null };
  food: string | null;
  /** The event's own words to those who have a place. */
  confirmation: string | null;
  team: ReceiptTeam | null;
  /** Plays, or waits to, where there are teams, and is in none: a lone player, whom the organiser finds one. */
  lone: boolean;
  /** Of a whole series: its dates, soonest first. */
  dates: ReceiptDate[];
}

/** The receipt that a code, as `readCode` gives it, leads to. */
export async function receiptByCode(store: Store, code: string, now: Instant): Promise<Receipt | undefined> {
  const signup = await signupByCode(store, store.read, code);
  return signup && receiptOf(store, store.read, signup, now);
}

const ownTextOf = (type: Offer['type']) =>
  statement<{ id: string }>()((db, { id }) =>
    db
      .selectFrom(type)
      .innerJoin('organisation', 'organisation.id', `${type}.host_id`)
      .select(['discreet', 'summary', 'description', 'venue', 'address', 'access', 'contact', 'food', 'confirmation'])
      .select(['organisation.slug as host_slug', 'organisation.name as host_name'])
      .select(['organisation.phone as host_phone', 'organisation.email as host_email'])
      .where(`${type}.id`, '=', id),
  );
const ownText = { event: ownTextOf('event'), series: ownTextOf('series') };

/** The receipt of a signup that one already has. */
export async function receiptOf(store: Store, asker: Asker, signup: SignupRow, now: Instant): Promise<Receipt> {
  const offer = await offerOf(asker, signup);
  const [row] = await ownText[offer.type](asker, { id: offer.id });
  if (!row) throw new Error(`there is no ${offer.type} ${offer.id}`);
  const team = signup.team_id
    ? await asker.selectFrom('team').selectAll().where('id', '=', signup.team_id).executeTakeFirst()
    : undefined;
  const claims = offer.parts.length || offer.teams ? await claimsOf(asker, { holderId: signup.id }) : [];
  return {
    id: signup.id,
    code: store.codes.codeOf(signup),
    state: signup.state,
    position: signup.state === 'waitlisted' ? await positionIn(asker, offer, signup, now) : null,
    toApprove: signup.to_approve === 1,
    endedAs: signup.ended_as,
    noPlaceAt: signup.no_place_at,
    name: signup.name,
    email: signup.email,
    phone: signup.phone,
    addressFailed: signup.address_failed_at !== null,
    partySize: signup.party_size,
    audience: signup.audience as Audience | null,
    note: signup.note,
    playWith: signup.play_with,
    answers: JSON.parse(signup.answers) as Answers,
    language: signup.language,
    uid: signup.uid,
    sequence: signup.sequence,
    createdAt: signup.created_at,
    updatedAt: signup.updated_at,
    parts: partsOf(offer, signup, claims),
    offer,
    firstDay: offer.type === 'event' ? await firstDayIn(asker, offer) : null,
    discreet: row.discreet === 1,
    summary: row.summary,
    description: row.description,
    venue: row.venue,
    address: row.address,
    access: JSON.parse(row.access) as Access,
    contact: JSON.parse(row.contact) as Contact,
    host: { slug: row.host_slug, name: row.host_name, phone: row.host_phone, email: row.host_email },
    food: row.food,
    confirmation: row.confirmation,
    team: team && offer.teams ? await teamOf(store, asker, offer, team, signup) : null,
    lone: isLone(offer, signup, claims),
    dates: offer.type === 'series' ? await datesOf(asker, offer) : [],
  };
}

/** Where it stands; its team's place when it waits with its team. */
async function positionIn(asker: Asker, offer: Offer, signup: SignupRow, now: Instant): Promise<number | null> {
  const line = await readLine(asker, offer);
  const entry = signup.line_no === null && signup.team_id !== null ? signup.team_id : signup.id;
  return positionOf(entry, line.waiting, line.pools, now);
}

type OwnClaim = Pick<Selectable<Database['claim']>, 'pool_id' | 'state'>;

const claimsOf = statement<{ holderId: string }>()((db, { holderId }) =>
  db.selectFrom('claim').select(['pool_id', 'state']).where('holder_id', '=', holderId),
);

/** As the team board has it: who only helps at a shift has no place in the event's own pool, and plays not. */
function isLone(offer: Offer, signup: SignupRow, claims: readonly OwnClaim[]): boolean {
  if (!offer.teams || signup.team_id !== null || signup.no_place_at !== null) return false;
  return claims.some((claim) => claim.pool_id === offer.poolId && claim.state !== 'ended');
}

function partsOf(offer: Offer, signup: SignupRow, claims: readonly OwnClaim[]): ReceiptPart[] {
  return offer.parts.flatMap((part): ReceiptPart[] => {
    const claim = claims.find((one) => one.pool_id === part.poolId);
    if (!claim) return [];
    // an activity that was gone and has come back is not given back to those who had chosen it
    const gone = part.status === 'cancelled' || (claim.state === 'ended' && signup.state !== 'cancelled');
    return [{ ...part, claim: gone ? 'gone' : signup.state === 'confirmed' ? 'held' : 'waiting' }];
  });
}

async function teamOf(
  store: Store,
  asker: Asker,
  offer: Offer,
  team: TeamRow,
  signup: SignupRow,
): Promise<ReceiptTeam> {
  const members = await membersOf(asker, team.id);
  const waitsAlone = (member: SignupRow) => member.state === 'waitlisted' && member.line_no !== null;
  return {
    id: team.id,
    code: store.codes.codeOf(team),
    name: team.name,
    number: team.number,
    words: team.words,
    state: team.state,
    captain: team.captain_id === signup.id,
    min: offer.teams!.min,
    max: offer.teams!.max,
    players: members
      .filter((member) => !waitsAlone(member))
      .reduce((players, member) => players + member.party_size, 0),
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      partySize: member.party_size,
      named: member.has_code === 0,
      captain: member.id === team.captain_id,
      self: member.id === signup.id,
      state: member.state,
    })),
  };
}

const seriesDateOf = statement<{ id: string }>()((db, { id }) =>
  db.selectFrom('event').select('series_date').where('id', '=', id),
);

async function firstDayIn(asker: Asker, offer: Offer): Promise<LocalDate | null> {
  const [row] = await seriesDateOf(asker, { id: offer.id });
  return firstDayOf(row?.series_date ?? null, offer);
}

/** @param seriesDate the day that names a date of a series; null of any other event */
function firstDayOf(
  seriesDate: LocalDate | null,
  now: { startAt: Instant | null; timeZone: string },
): LocalDate | null {
  if (seriesDate === null || now.startAt === null) return null;
  return localDateOf(now.startAt, now.timeZone) === seriesDate ? null : seriesDate;
}

async function datesOf(asker: Asker, { id, timeZone }: Offer): Promise<ReceiptDate[]> {
  const rows = await asker
    .selectFrom('event')
    .select(['id', 'slug', 'start_at', 'time_known', 'end_at', 'venue', 'address', 'status', 'moved'])
    .select('series_date')
    .where('series_id', '=', id)
    .where('status', '<>', 'draft')
    .orderBy('start_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    startAt: row.start_at,
    timeKnown: row.time_known === 1,
    endAt: row.end_at,
    venue: row.venue,
    address: row.address,
    status: row.status === 'cancelled' ? 'cancelled' : 'published',
    moved: row.moved === 1,
    firstDay: firstDayOf(row.series_date, { startAt: row.start_at, timeZone }),
  }));
}
