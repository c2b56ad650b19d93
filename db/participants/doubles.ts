import type { Instant } from '../../domain/event';
import { doublesAmong } from '../../domain/doubles';
import type { Asker } from '../store';

/** Pairs of an offer's signups that look like one person's: ids, the one made first before the other. */
export async function doublesIn(asker: Asker, offerId: string): Promise<[first: string, second: string][]> {
  const rows = await asker
    .selectFrom('signup')
    .select(['id', 'name_folded as nameFolded', 'email', 'phone', 'created_at as createdAt'])
    .where('offer_id', '=', offerId)
    .where('state', '<>', 'cancelled')
    // a player in a team is there once by the team's own rules
    .where('team_id', 'is', null)
    .where('nonce', '<>', '')
    .execute();
  return doublesAmong(rows);
}

/** One of two signups that look alike, with what one tells them apart by. */
export interface Double {
  id: string;
  name: string;
  partySize: number;
  email: string | null;
  phone: string | null;
  createdAt: Instant;
}

/** The same pairs, with what one compares them by. */
export async function pairsIn(asker: Asker, offerId: string): Promise<{ first: Double; second: Double }[]> {
  const pairs = await doublesIn(asker, offerId);
  if (!pairs.length) return [];
  const rows = await asker
    .selectFrom('signup')
    .select(['id', 'name', 'party_size as partySize', 'email', 'phone', 'created_at as createdAt'])
    .where('id', 'in', [...new Set(pairs.flat())])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pairs.flatMap(([firstId, secondId]) => {
    const [first, second] = [byId.get(firstId), byId.get(secondId)];
    return first && second ? [{ first, second }] : [];
  });
}
