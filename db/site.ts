import type { Asker } from './store';

/** Who runs this site, as every page's foot says. */
export interface Site {
  name: string;
  operator: string;
  email: string | null;
  phone: string | null;
}

/** @returns null until a programme has been loaded */
export async function readSite(asker: Asker): Promise<Site | null> {
  const site = await asker.selectFrom('site').select(['name', 'operator', 'email', 'phone']).executeTakeFirst();
  return site ?? null;
}
