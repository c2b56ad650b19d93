/** A source of chance, 0 up to, not including, 1. */
export type Chance = () => number;

/** Chance that is the same every time it begins with the same number (the generator known as mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in an order drawn by chance. */
export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (left.length) drawn.push(...left.splice(Math.floor(chance() * left.length), 1));
  return drawn;
}
