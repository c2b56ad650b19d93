import { sql } from 'kysely';
import type { Kind } from '../domain/event';
import { compareNames } from '../domain/language/order';
import type { ListFilter } from '../domain/list-filter';
import type { Asker } from './store';

/** What the list's filters offer to choose from: nothing of what there is too much of to choose from. */
export interface FilterChoices {
  organisations: { slug: string; name: string }[];
  kinds: Kind[];
  venues: string[];
}

/** With more than this one searches by word instead, which finds organisations and places by their names. */
export const mostChoices = 60;

/**
 * Organisations, kinds and places that have something published, in Swedish alphabetical order. What a filter has
 * chosen already is always among them.
 */
export async function readFilterChoices(
  asker: Asker,
  chosen: Pick<ListFilter, 'organisation' | 'venue'>,
): Promise<FilterChoices> {
  const organisations = await organisationsOf(asker, chosen.organisation);
  const venues = await distinct(asker, 'venue');
  return {
    organisations: organisations.sort((one, other) => compareNames(one.name, other.name)),
    kinds: (await distinct(asker, 'kind')) as Kind[],
    venues: (venues.length > mostChoices ? [chosen.venue ?? []].flat() : venues).sort(compareNames),
  };
}

async function organisationsOf(asker: Asker, chosen: string | null): Promise<{ slug: string; name: string }[]> {
  const ids = await distinct(asker, 'organisation_id');
  const organisations = asker.selectFrom('organisation').select(['slug', 'name']);
  if (ids.length <= mostChoices) return organisations.where('id', 'in', ['', ...ids]).execute();
  return chosen === null ? [] : organisations.where('slug', '=', chosen).execute();
}

/** Where each is read from: an index that begins with it. */
const sources = {
  venue: sql`event where status <> 'draft' and venue`,
  kind: sql`event where status <> 'draft' and kind`,
  organisation_id: sql`hosting where organisation_id`,
};

/**
 * The different values in a column of what is seen outside, one more than `mostChoices` at most. The database would
 * read every row for a `distinct`; so it is asked for the least value, then for the least after that, and so on.
 */
async function distinct(asker: Asker, column: keyof typeof sources): Promise<string[]> {
  const [name, source] = [sql.ref(column), sources[column]];
  const { rows } = await sql<{ value: string }>`
    with recursive one (value, number) as (
      select (select min(${name}) from ${source} >= ''), 1
      union all
      select (select min(${name}) from ${source} > one.value), number + 1
        from one where one.value is not null and number <= ${sql.lit(mostChoices)}
    )
    select value from one where value is not null`.execute(asker);
  return rows.map(({ value }) => value);
}
