import { foldName } from './search';

/** Somebody on a board: what they are called, and whom they asked to play with, in their own words. */
export interface Wisher {
  id: string;
  /** As `foldName` gives it. */
  nameFolded: string;
  playWith: string | null;
}

/** A name that somebody asked for, as it was written, and whose it is; null where nobody, or no single one, has it. */
export interface WishedName {
  written: string;
  id: string | null;
}

/** What people put between two names. */
const between = /[,;/&+\n]|\s(?:och|and|samt|med)\s/iu;

/**
 * Whom each asked to play with. Somebody is meant who alone has that name; else who alone has it as a first name, or
 * has signed up with the first name alone. Of two Annas nobody is guessed.
 * @returns those who asked for anybody
 */
export function matchWishes(people: readonly Wisher[]): Map<string, WishedName[]> {
  const wishes = new Map<string, WishedName[]>();
  for (const { id, playWith } of people) {
    const names = (playWith ?? '')
      .split(between)
      .map((name) => name.trim())
      .filter(Boolean);
    if (!names.length) continue;
    const others = people.filter((one) => one.id !== id);
    wishes.set(
      id,
      names.map((written) => ({ written, id: meant(foldName(written), others) })),
    );
  }
  return wishes;
}

/** The wishes as pairs, each once, whoever asked: to ask and to be asked is the same. */
export function friendPairs(wishes: ReadonlyMap<string, readonly WishedName[]>): [string, string][] {
  const pairs = new Map<string, [string, string]>();
  for (const [asker, names] of wishes) {
    for (const { id } of names) {
      if (id === null) continue;
      const pair: [string, string] = asker < id ? [asker, id] : [id, asker];
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs.values()];
}

function meant(name: string, others: readonly Wisher[]): string | null {
  const ways: ((other: string) => boolean)[] = [
    (other) => other === name,
    (other) => other.startsWith(`${name} `),
    (other) => other !== '' && name.startsWith(`${other} `),
  ];
  for (const fitsName of ways) {
    const found = others.filter(({ nameFolded }) => fitsName(nameFolded));
    if (found.length) return found.length === 1 ? found[0]!.id : null;
  }
  return null;
}
