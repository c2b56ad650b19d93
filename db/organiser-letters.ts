import type { Instant } from '../domain/event';
import type { CoHostAnswerLetter, CoHostLetter, InvitationLetter, LoginLetter } from './letter-kinds';
import type { DueNotice } from './outbox';
import type { Site } from './site';
import type { Asker, Store } from './store';

/** @returns null when the code would open nothing any more */
export async function loginLetter(
  store: Store,
  asker: Asker,
  notice: DueNotice,
  site: Site,
  now: Instant,
): Promise<LoginLetter | null> {
  const login = await asker
    .selectFrom('login')
    .innerJoin('organiser', 'organiser.id', 'login.organiser_id')
    .select(['login.id', 'login.nonce', 'login.expires_at', 'login.used_at', 'organiser.email'])
    .where('login.id', '=', notice.loginId)
    .executeTakeFirst();
  if (!login || login.used_at !== null || now >= login.expires_at) return null;
  return {
    about: 'login',
    kind: 'login',
    id: notice.id,
    rootId: login.id,
    to: login.email,
    language: 'sv',
    site,
    loginId: login.id,
    code: store.codes.loginCodeOf(login),
    formWaits: notice.facts.formWaits === true,
  };
}

/** @returns null when the invitation has been accepted, taken back, or is too old */
export async function invitationLetter(
  store: Store,
  asker: Asker,
  notice: DueNotice,
  site: Site,
  now: Instant,
): Promise<InvitationLetter | null> {
  const invitation = await asker
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .innerJoin('organiser', 'organiser.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'invitation.nonce', 'invitation.token_hash'])
    .select(['invitation.expires_at', 'invitation.settled_at'])
    .select(['organisation.name as organisation', 'organiser.name as by_name', 'organiser.email as by_email'])
    .where('invitation.id', '=', notice.invitationId)
    .executeTakeFirst();
  if (!invitation || invitation.settled_at !== null || now >= invitation.expires_at) return null;
  return {
    about: 'invitation',
    kind: 'invitation',
    id: notice.id,
    rootId: invitation.id,
    to: invitation.email,
    language: 'sv',
    site,
    organisation: invitation.organisation,
    role: invitation.role,
    by: invitation.by_name ?? invitation.by_email,
    token: store.codes.invitationTokenOf(invitation),
  };
}

/** @returns null when the request has been answered or taken back, or its reader has no say there any more */
export async function coHostLetter(asker: Asker, notice: DueNotice, site: Site): Promise<CoHostLetter | null> {
  const request = await asker
    .selectFrom('co_host_request as request')
    .innerJoin('organisation', 'organisation.id', 'request.organisation_id')
    .innerJoin('organiser', 'organiser.id', 'request.asked_by')
    .innerJoin('membership', 'membership.organisation_id', 'request.organisation_id')
    .innerJoin('organiser as reader', 'reader.id', 'membership.organiser_id')
    .select(['request.id', 'request.offer_id', 'request.offer_type', 'request.settled_at', 'reader.email'])
    .select(['organisation.name as organisation', 'organiser.name as by_name', 'organiser.email as by_email'])
    .where('request.id', '=', notice.coHostRequestId)
    .where('reader.id', '=', notice.facts.organiser ?? '')
    .executeTakeFirst();
  if (!request || request.settled_at !== null) return null;
  const offer = await asker
    .selectFrom(request.offer_type)
    .innerJoin('organisation as host', 'host.id', 'host_id')
    .select(['title', 'host.name as host'])
    .where(`${request.offer_type}.id`, '=', request.offer_id)
    .executeTakeFirst();
  if (!offer) return null;
  return {
    about: 'co-host',
    kind: 'co-host',
    id: notice.id,
    rootId: request.id,
    to: request.email,
    language: 'sv',
    site,
    title: offer.title,
    host: offer.host,
    organisation: request.organisation,
    by: request.by_name ?? request.by_email,
  };
}

/** @returns null when it is gone, or who asked has no part in it any more */
export async function coHostAnswerLetter(
  asker: Asker,
  notice: DueNotice,
  site: Site,
): Promise<CoHostAnswerLetter | null> {
  const request = await asker
    .selectFrom('co_host_request as request')
    .innerJoin('organisation', 'organisation.id', 'request.organisation_id')
    .innerJoin('organiser', 'organiser.id', 'request.asked_by')
    .select(['request.id', 'request.offer_id', 'request.offer_type', 'request.asked_by', 'request.outcome'])
    .select(['organisation.name as organisation', 'organiser.email'])
    .where('request.id', '=', notice.coHostRequestId)
    .executeTakeFirst();
  if (!request) return null;
  const { offer_type: type } = request;
  const offer = await asker
    .selectFrom(type)
    .innerJoin('membership', 'membership.organisation_id', `${type}.host_id`)
    .select([`${type}.slug`, `${type}.title`])
    .where(`${type}.id`, '=', request.offer_id)
    .where('membership.organiser_id', '=', request.asked_by)
    .executeTakeFirst();
  if (!offer) return null;
  return {
    about: 'co-host-answer',
    kind: 'co-host-answer',
    id: notice.id,
    rootId: request.id,
    to: request.email,
    language: 'sv',
    site,
    offer: { type, ...offer },
    organisation: request.organisation,
    yes: request.outcome === 'accepted',
  };
}
