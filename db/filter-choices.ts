import type { Kind } from '../domain/event';
import { isPublic } from './event-conditions';
import type { Asker } from './store';

/** What the list's filters offer to choose from. */
export interface FilterChoices {
  organisations: { slug: string; name: string }[];
  kinds: Kind[];
  venues: string[];
}

/** Organisations, kinds and places that have something published, in Swedish alphabetical order. */
export async function readFilterChoices(asker: Asker): Promise<FilterChoices> {
  const organisations = await asker
    .selectFrom('organisation')
    .select(['slug', 'name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event')
          .select('event.id')
          .where(isPublic)
          .where((event) =>
            event.or([
              event('event.host_id', '=', event.ref('organisation.id')),
              event(
                'event.id',
                'in',
                event
                  .selectFrom('co_host')
                  .select('co_host.offer_id')
                  .whereRef('co_host.organisation_id', '=', 'organisation.id'),
              ),
            ]),
          ),
      ),
    )
    .execute();
  const kinds = await asker.selectFrom('event').select('kind').distinct().where(isPublic).execute();
  const { compare } = new Intl.Collator('sv');
  return {
    organisations: organisations.sort((one, other) => compare(one.name, other.name)),
    kinds: kinds.map(({ kind }) => kind),
    venues: (await venuesOf(asker)).sort(compare),
  };
}

/** The places of all that is published. */
export async function venuesOf(asker: Asker): Promise<string[]> {
  const rows = await asker
    .selectFrom('event')
    .select('venue')
    .distinct()
    .where(isPublic)
    .where('venue', 'is not', null)
    .execute();
  return rows.flatMap(({ venue }) => venue ?? []);
}
