const waiting: (() => void)[] = [];

/**
 * The pieces of a long piece of work, with a turn of the event loop before each but the first, so that everybody else is
 * served in between. However many such works there are, they take turns too: one piece of one of them in each turn of
 * the event loop. Waiting for the database alone would not do: SQLite answers in the same turn.
 */
export async function* inTurns<T>(pieces: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  let begun = false;
  for await (const piece of pieces) {
    if (begun) await ownTurn();
    begun = true;
    yield piece;
  }
}

function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(giveTurn);
  });
}

function giveTurn(): void {
  waiting.shift()?.();
  if (waiting.length) setImmediate(giveTurn);
}
