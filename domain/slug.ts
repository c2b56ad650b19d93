import { fold } from './search';

/** What a name becomes in an address: a–z, 0–9 and single hyphens, not longer than one reads. */
const longest = 60;

/**
 * A name for an address, made of a title: `Hälsodag på Gröningen` is `halsodag-pa-groningen`.
 * @param isTaken whether something else has it: then a number is added
 */
export function slugFor(title: string, isTaken: (slug: string) => boolean): string {
  const words = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  const slug = words || 'evenemang';
  if (!isTaken(slug)) return slug;
  for (let number = 2; ; number++) if (!isTaken(`${slug}-${number}`)) return `${slug}-${number}`;
}
