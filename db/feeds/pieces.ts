/**
 * How many rows a feed reads at a time, a few milliseconds' work: ten thousand at once would stop the process for a
 * third of a second, and on SQLite keep everybody else from the connection that reads.
 */
const pieceSize = 100;

/** What is too much at once, in pieces. */
export function* piecesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += pieceSize) yield all.slice(from, from + pieceSize);
}
