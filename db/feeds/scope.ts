import type { Asker } from '../store';
import type { FeedScope } from './public-events';

/** Whose calendar a slug leads to, and what it is called. */
export interface NamedScope {
  scope: FeedScope;
  title: string;
}

/** @returns undefined when there is none, or when it is a draft, which nobody outside sees */
export async function findScope(
  asker: Asker,
  of: 'organisation' | 'series' | 'event',
  slug: string,
): Promise<NamedScope | undefined> {
  const found =
    of === 'organisation'
      ? await asker
          .selectFrom('organisation')
          .select(['id', 'name as title'])
          .where('slug', '=', slug)
          .executeTakeFirst()
      : await asker
          .selectFrom(of)
          .select(['id', 'title'])
          .where('slug', '=', slug)
          .where('status', '<>', 'draft')
          .executeTakeFirst();
  return found && { scope: { of, id: found.id }, title: found.title };
}
