/**
 * Compares names as Swedish orders them, with å, ä and ö last: for `sort`. No database orders so, nor both of ours in
 * the same way.
 */
export const compareNames: (one: string, other: string) => number = new Intl.Collator('sv').compare;
