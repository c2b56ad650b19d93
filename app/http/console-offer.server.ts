import { consoleOffer, type ConsoleOffer } from '../../db/console-offer';
import type { Membership, SignedIn } from '../../db/sessions';
import { may, type Right, type Role } from '../../domain/role';
import type { Samling } from './context';
import { requireSignedIn } from './session.server';

/** Somebody at an event or a series that they may do something with. */
export interface AtOffer {
  signed: SignedIn;
  offer: ConsoleOffer;
  /** The organisation in whose name they are here: the host's where they have a role there. */
  organisation: Membership['organisation'];
  role: Role;
  isHost: boolean;
}

/**
 * Who is logged in, at an event or a series that one of their organisations hosts or co-hosts, if their role there lets
 * them do this. For every loader and action of the console that is about one: each asks by itself.
 * @param slug of the event or the series
 * @param need.hostOnly what is not for co-hosts: to cancel, to choose who else hosts
 * @throws a redirect to the login; 404 where there is no such event, or where they have no part in it, since a draft
 *   tells nothing of itself; 403 where their role does not reach, or only the host may
 */
export async function requireOffer(
  request: Request,
  samling: Samling,
  at: { type: ConsoleOffer['type']; slug: string | undefined },
  right: Right,
  need: { hostOnly?: boolean } = {},
): Promise<AtOffer> {
  const signed = await requireSignedIn(request, samling);
  const offer = await consoleOffer(samling.store.read, at.type, at.slug ?? '');
  if (!offer) throw new Response(null, { status: 404 });
  const own = signed.memberships.filter(({ organisation }) => organisation.id === offer.host.id);
  const beside = signed.memberships.filter(({ organisation }) => offer.coHostIds.includes(organisation.id));
  const [any] = [...own, ...beside];
  if (!any) throw new Response(null, { status: 404 });
  const able = leastNarrow((need.hostOnly ? own : [...own, ...beside]).filter(({ role }) => may(role, right)));
  if (!able) throw new Response(null, { status: 403 });
  return { signed, offer, ...able, isHost: able.organisation.id === offer.host.id };
}

/** Who stands in the door for the host may see more for a co-host, and is then here as that. */
const leastNarrow = (able: readonly Membership[]): Membership | undefined =>
  able.find(({ role }) => may(role, 'participants')) ?? able[0];

/**
 * The type of the offer that an address is about. Routes stand twice in app/routes.ts, under `arrangor/evenemang` and
 * `arrangor/serier`.
 */
export function offerTypeOf(request: Request): ConsoleOffer['type'] {
  return /^\/arrangor\/serier\//.test(new URL(request.url).pathname) ? 'series' : 'event';
}
