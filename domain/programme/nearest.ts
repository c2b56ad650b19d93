/**
 * The known name that takes the fewest slips of the pen from what was written: a letter too many, missing, wrong, or
 * two that changed places. Case does not count.
 * @returns null only when nothing is known.
 */
export function nearestName(written: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let fewest = Infinity;
  const wanted = written.toLowerCase();
  for (const name of known) {
    const slips = editDistance(wanted, name.toLowerCase());
    if (slips < fewest) {
      fewest = slips;
      best = name;
    }
  }
  return best;
}

/** The optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let fewest = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) fewest = Math.min(fewest, at(beforeLast, column - 2) + 1);
      current.push(fewest);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
