import { sql } from 'kysely';
import type { Access, Contact, Instant, Kind, LocalDate, SignupState } from '../domain/event';
import { signupWindow, type Offer } from '../domain/offer';
import { standingOf, type Standing } from '../domain/places-left';
import { coHostsOf, type HostFacts } from './hosts';
import { listComingDates } from './listing';
import type { ListedEvent } from './listed-event';
import { readPlaces, type KeptOnPage, type PartOnPage, type Places } from './offer-places';
import { countedOfferBySlug } from './offers';
import { pictureOnEvent, type PictureShown } from './pictures';
import type { Counted } from './pools';
import { showsPlacesOf } from './revisions';
import { withoutForgotten } from './series-dates';
import { statement } from './statement';
import type { Asker } from './store';

/** A team as the public sees it: its name and numbers, never who is in it. */
export interface TeamOnPage {
  number: number;
  name: string;
  state: SignupState;
  players: number;
}

/** Everything that an event's or a series' page tells beyond its offer. */
export interface OfferText {
  kind: Kind;
  venue: string | null;
  address: string | null;
  summary: string | null;
  description: string | null;
  contact: Contact;
  cost: string | null;
  food: string | null;
  arvode: string | null;
  /** null: not said */
  workingTime: boolean | null;
  access: Access;
  uid: string;
  updatedAt: Instant;
  host: HostFacts;
  coHosts: HostFacts[];
}

/** An event's page. */
export interface EventPage {
  offer: Offer;
  text: OfferText;
  standing: Standing;
  places: Places;
  kept: KeptOnPage[];
  parts: PartOnPage[];
  /** null where there are no teams */
  teams: { places: Places; standing: Standing; list: TeamOnPage[] } | null;
  /** The day that its series' rule had it on, when it was moved from there. */
  movedFrom: LocalDate | null;
  /** The series that it is a date of. */
  series: { slug: string; title: string; otherDates: ListedEvent[] } | null;
  /** Its own, else its series'. */
  picture: PictureShown | null;
}

/** How many other dates of a series an event's page shows. */
const datesShown = 5;

/** @returns undefined when there is no such event, or when it is a draft */
export async function readEventPage(asker: Asker, slug: string, now: Instant): Promise<EventPage | undefined> {
  const found = await countedOfferBySlug(asker, 'event', slug);
  return found && eventPageOf(asker, found.offer, now, found);
}

/** The same of an event that one already has: of a draft too. @param counted where one has counted its places */
export async function eventPageOf(asker: Asker, offer: Offer, now: Instant, counted?: Counted): Promise<EventPage> {
  const [date] = await dateInSeries(asker, { id: offer.id });
  const { places, inLine, standing, kept, parts, teams } = await readPlaces(asker, offer, now, counted);
  return {
    offer,
    text: await readOfferText(asker, 'event', offer.id),
    places,
    standing,
    kept,
    parts,
    teams: offer.teams && {
      places: teams,
      standing: standingOf(signupWindow(offer, now), { ...teams, waiting: inLine }, offer, now),
      list: await teamsOf(asker, offer.id),
    },
    movedFrom: date?.moved === 1 ? date.series_date : null,
    series: date
      ? {
          slug: date.slug,
          title: date.title,
          otherDates: await otherDates(asker, date, offer.id, now),
        }
      : null,
    picture: await pictureOnEvent(asker, offer.id),
  };
}

/** What an event is in its series; no row for one that is in none. */
const dateInSeries = statement<{ id: string }>()((db, { id }) =>
  db
    .selectFrom('event')
    .innerJoin('series', 'series.id', 'event.series_id')
    .select(['event.moved', 'event.series_date', 'series.id', 'series.slug', 'series.title'])
    .where('event.id', '=', id),
);

async function otherDates(
  asker: Asker,
  series: { id: string; slug: string },
  own: string,
  now: Instant,
): Promise<ListedEvent[]> {
  const dates = await withoutForgotten(asker, series, await listComingDates(asker, series.id, now, datesShown + 1));
  return dates.filter(({ id }) => id !== own).slice(0, datesShown);
}

const textOf = (type: Offer['type']) =>
  statement<{ id: string }>()((db, { id }) =>
    db
      .selectFrom(type)
      .innerJoin('organisation as host', 'host.id', `${type}.host_id`)
      .select(['kind', 'venue', 'address', 'summary', 'description', 'contact', 'cost', 'food', 'arvode', 'access'])
      .select(['working_time', 'uid', 'updated_at', 'host.slug as host_slug', 'host.name as host_name'])
      .select(['host.phone as host_phone', 'host.email as host_email', 'host.url as host_url'])
      .where(`${type}.id`, '=', id),
  );
const offerText = { event: textOf('event'), series: textOf('series') };

/** The words of an offer, and who hosts it. */
export async function readOfferText(asker: Asker, type: Offer['type'], id: string): Promise<OfferText> {
  const [row] = await offerText[type](asker, { id });
  if (!row) throw new Error(`there is no ${type} ${id}`);
  return {
    kind: row.kind,
    venue: row.venue,
    address: row.address,
    summary: row.summary,
    description: row.description,
    contact: JSON.parse(row.contact) as Contact,
    cost: row.cost,
    food: row.food,
    arvode: row.arvode,
    workingTime: row.working_time === null ? null : row.working_time === 1,
    access: JSON.parse(row.access) as Access,
    uid: row.uid,
    updatedAt: row.updated_at,
    host: { slug: row.host_slug, name: row.host_name, phone: row.host_phone, email: row.host_email, url: row.host_url },
    coHosts: (await coHostsOf(asker, [id])).get(id) ?? [],
  };
}

/** Teams that are in, then those that wait, each in the order in which they came. */
async function teamsOf(asker: Asker, eventId: string): Promise<TeamOnPage[]> {
  await showsPlacesOf(asker, [eventId]);
  const rows = await listedTeams(asker, { eventId });
  return rows.map(({ number, name, state, players }) => ({ number, name, state, players: Number(players ?? 0) }));
}

const listedTeams = statement<{ eventId: string }>()((db, { eventId }) =>
  db
    .selectFrom('team')
    .leftJoin('signup', (join) =>
      join
        .onRef('signup.team_id', '=', 'team.id')
        .onRef('signup.state', '=', 'team.state')
        // who waits by himself for a place in a team is not in it yet
        .on((eb) => eb.or([eb('team.state', '=', sql.lit('confirmed' as const)), eb('signup.line_no', 'is', null)])),
    )
    .select(['team.number', 'team.name', 'team.state', 'team.line_no'])
    .select((eb) => eb.fn.sum<number | null>('signup.party_size').as('players'))
    .where('team.event_id', '=', eventId)
    .where('team.state', '<>', sql.lit('cancelled' as const))
    .groupBy(['team.id', 'team.number', 'team.name', 'team.state', 'team.line_no'])
    .orderBy('team.state')
    .orderBy('team.line_no')
    .orderBy('team.number'),
);
