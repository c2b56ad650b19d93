import type { Instant } from '../domain/event';
import { readListFilter } from '../domain/list-filter';
import type { HostFacts } from './hosts';
import type { ListedEvent } from './listed-event';
import { listEvents, listPastOf } from './listing';
import type { Asker } from './store';

/** An organisation's page: what it does, how one comes along the first time, and what it arranges. */
export interface OrganisationPage {
  organisation: HostFacts & { about: string | null; firstTime: string | null };
  coming: ListedEvent[];
  /** Whether more is coming than is shown. */
  more: boolean;
  /** Latest first. */
  past: ListedEvent[];
}

const comingShown = 20;
const pastShown = 10;

/** @returns undefined when there is no such organisation */
export async function readOrganisationPage(
  asker: Asker,
  slug: string,
  now: Instant,
): Promise<OrganisationPage | undefined> {
  const row = await asker.selectFrom('organisation').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (!row) return undefined;
  const { first_time: firstTime, ...organisation } = row;
  const own = { ...readListFilter(new URLSearchParams()), organisation: slug };
  const { events, more } = await listEvents(asker, own, now, { limit: comingShown, offset: 0 });
  return {
    organisation: { ...organisation, firstTime },
    coming: events,
    more,
    past: await listPastOf(asker, row.id, now, pastShown),
  };
}
