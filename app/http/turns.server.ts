import { Refusal } from './refusal.server';

/** Work that takes much memory or time: so many at once, and so many that wait. */
export class Turns {
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws Refusal `unavailable` when too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= this.atOnce) {
      if (this.#waiting.length >= this.mostWaiting) throw new Refusal({ kind: 'unavailable' });
      // whoever ends hands the turn over
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#busy++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }
}
