import { describe, expect, it } from 'vitest';
import { inTurns } from '../../../app/routes/feeds/turns.server';

/** Ends when others have had `turns` turns of the event loop. */
async function others(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('a long piece of work', () => {
  it('lets others have a turn before each piece but the first', async () => {
    const order: string[] = [];
    const work = (async () => {
      for await (const piece of inTurns(['a', 'b', 'c'])) order.push(piece);
    })();
    for (const turn of [1, 2, 3]) {
      await others(1);
      order.push(`other ${turn}`);
    }
    await work;
    expect(order.slice(0, 5)).toEqual(['a', 'other 1', 'b', 'other 2', 'c']);
  });

  it('takes turns with others like it: one piece of one of them in each turn', async () => {
    const order: string[] = [];
    const work = async (name: string) => {
      for await (const piece of inTurns([1, 2, 3])) order.push(`${name}${piece}`);
    };
    const all = Promise.all([work('a'), work('b'), work('c')]);
    const inTurn: number[] = [];
    while (order.length < 9) {
      const before = order.length;
      await others(1);
      inTurn.push(order.length - before);
    }
    await all;
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3']);
    expect(Math.max(...inTurn.slice(1))).toBe(1);
  });

  it('that fails or is given up does not keep the others waiting', async () => {
    const failing = (async () => {
      for await (const piece of inTurns([1, 2, 3])) if (piece === 2) throw new Error('no more');
    })();
    const other = (async () => {
      const seen: number[] = [];
      for await (const piece of inTurns([1, 2, 3])) seen.push(piece);
      return seen;
    })();
    const [failed, seen] = await Promise.allSettled([failing, other]);
    expect(failed).toMatchObject({ status: 'rejected' });
    expect(seen).toMatchObject({ status: 'fulfilled', value: [1, 2, 3] });
  });
});
