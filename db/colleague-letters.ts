import type { Instant } from '../domain/event';
import type { NoticeFacts } from '../domain/notice';
import { may } from '../domain/role';
import { localDateOf } from '../domain/time';
import type { CoHostEndedLetter, HandedOverLetter, LetterOffer, MembershipLetter } from './letter-kinds';
import { memberIn } from './organisers';
import type { DueNotice } from './outbox';
import type { Site } from './site';
import type { Asker } from './store';

/**
 * What a colleague did, as things stand now. Of many events those that it still holds of.
 * @returns null where it has been undone, or its reader has no say there any more
 */
export async function colleagueLetter(
  asker: Asker,
  notice: DueNotice,
  site: Site,
): Promise<HandedOverLetter | MembershipLetter | CoHostEndedLetter | null> {
  const { organiser = '', by = '', organisation: organisationId = '', offers = [] } = notice.facts;
  const people = await asker
    .selectFrom('organiser')
    .select(['id', 'name', 'email'])
    .where('id', 'in', [organiser, by])
    .execute();
  const [reader, doer] = [organiser, by].map((id) => people.find((one) => one.id === id));
  const organisation = await asker
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (!reader || !doer || !organisation) return null;
  const { id } = notice;
  const language = 'sv' as const;
  const common = { id, rootId: id, to: reader.email, language, site, by: doer.name ?? doer.email };
  switch (notice.kind) {
    case 'handed-over': {
      const own = await theirs(asker, organiser, offers);
      return own.length ? { ...common, about: 'handed-over', kind: 'handed-over', offers: own } : null;
    }
    case 'co-host-removed':
    case 'co-host-left': {
      const ended = await ofWhichTheyAreToKnow(asker, notice, organiser, organisationId);
      const about = 'co-host-ended' as const;
      const ofWhich = { organisation: organisation.name, offers: ended };
      return ended.length ? { ...common, about, kind: notice.kind, ...ofWhich } : null;
    }
    default: {
      const role = (await memberIn(asker, { organisationId, organiserId: organiser }))?.role ?? null;
      if (role === roleBefore(notice.facts)) return null;
      return { ...common, about: 'membership', kind: 'membership', organisation: organisation.name, role };
    }
  }
}

const roleBefore = ({ was }: NoticeFacts): string | undefined => was?.role;

/** Those of some events and series that somebody answers for. */
async function theirs(asker: Asker, organiserId: string, offers: readonly string[]): Promise<LetterOffer[]> {
  const rows = await asker
    .selectFrom('responsible')
    .select('offer_id')
    .where('offer_id', 'in', offers)
    .where('organiser_id', '=', organiserId)
    .execute();
  const found = await offersById(
    asker,
    rows.map((row) => row.offer_id),
  );
  return found.map(({ offer }) => offer);
}

/** Those of some events and series that an organisation does not host with their host, and somebody is to know of. */
async function ofWhichTheyAreToKnow(
  asker: Asker,
  { kind, facts }: DueNotice,
  organiserId: string,
  coHostId: string,
): Promise<LetterOffer[]> {
  const rows = await asker
    .selectFrom('co_host')
    .select('offer_id')
    .where('offer_id', 'in', facts.offers ?? [])
    .where('organisation_id', '=', coHostId)
    .execute();
  const again = new Set(rows.map((row) => row.offer_id));
  const memberships = await asker
    .selectFrom('membership')
    .select(['organisation_id', 'role'])
    .where('organiser_id', '=', organiserId)
    .execute();
  const answersIn = memberships.filter(({ role }) => may(role, 'events')).map((row) => row.organisation_id);
  const found = await offersById(asker, facts.offers?.filter((id) => !again.has(id)) ?? []);
  return found
    .filter(({ hostId }) => answersIn.includes(kind === 'co-host-left' ? hostId : coHostId))
    .map(({ offer }) => offer);
}

/** Soonest first, series last; those that have been thrown away are left out. */
async function offersById(asker: Asker, ids: readonly string[]): Promise<{ offer: LetterOffer; hostId: string }[]> {
  if (!ids.length) return [];
  const events = await asker
    .selectFrom('event')
    .select(['slug', 'title', 'start_at', 'time_zone', 'host_id'])
    .where('id', 'in', ids)
    .execute();
  const series = await asker.selectFrom('series').select(['slug', 'title', 'host_id']).where('id', 'in', ids).execute();
  const starts = ({ start_at }: { start_at: Instant | null }) => start_at ?? Number.MAX_SAFE_INTEGER;
  events.sort((one, other) => starts(one) - starts(other) || (one.slug < other.slug ? -1 : 1));
  return [
    ...events.map(({ slug, title, start_at: startAt, time_zone: zone, host_id: hostId }) => ({
      offer: { type: 'event' as const, slug, title, day: startAt === null ? null : localDateOf(startAt, zone) },
      hostId,
    })),
    ...series.map(({ slug, title, host_id: hostId }) => ({
      offer: { type: 'series' as const, slug, title, day: null },
      hostId,
    })),
  ];
}
