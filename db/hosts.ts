import type { Asker } from './store';

/** An organisation as pages, calendars and machines name it and lead to it. */
export interface HostFacts {
  slug: string;
  name: string;
  phone: string | null;
  email: string | null;
  url: string | null;
}

/** The co-hosts of events and series, by their ids, in the order of the programme. Who has none is left out. */
export async function coHostsOf(asker: Asker, offers: readonly string[]): Promise<Map<string, HostFacts[]>> {
  const rows = await asker
    .selectFrom('co_host')
    .innerJoin('organisation', 'organisation.id', 'co_host.organisation_id')
    .select(['co_host.offer_id', 'organisation.slug', 'organisation.name'])
    .select(['organisation.phone', 'organisation.email', 'organisation.url'])
    .where('co_host.offer_id', 'in', ['', ...offers])
    .orderBy('co_host.position')
    .execute();
  const byOffer = new Map<string, HostFacts[]>();
  for (const { offer_id, ...host } of rows) byOffer.set(offer_id, [...(byOffer.get(offer_id) ?? []), host]);
  return byOffer;
}
