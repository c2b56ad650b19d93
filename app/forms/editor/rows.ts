import { valueOf, type Typed } from '../typed';

/**
 * Rows of fields, named `activity.0.title`: a list that grows and is put in another order without script, by buttons
 * that send the form and get it back with what was typed.
 */
export type RowList = 'activity' | 'shift' | 'question';

/** What is pressed to get more rows, or to move one up, as a button's name. */
export const moreRows = 'fler';
export const rowUp = 'upp';

const rowName = /^([a-z]+)\.(\d{1,3})\.([a-z]+)$/u;

/** The numbers of the rows in which something stands, in order. */
export function rowsOf(typed: Typed, list: RowList): number[] {
  const numbers = typed.flatMap(([name, value]) => {
    const [, own, number] = rowName.exec(name) ?? [];
    return own === list && value.trim() !== '' && !isAlwaysThere(name) ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** A list has always something chosen: that alone is no row. */
const isAlwaysThere = (name: string) => name.endsWith('.type');

/** How many rows a list shows: those in use and some empty ones, or as many as were asked for. */
export function rowsShown(typed: Typed, list: RowList, empty: number): number {
  const used = (rowsOf(typed, list).at(-1) ?? -1) + 1;
  return Math.max(used + empty, Math.min(Number(valueOf(typed, `${list}.rows`)) || 0, 300));
}

/** Whether it was sent to be changed in its rows and not to be saved. @returns it with the rows changed */
export function rowsChanged(typed: Typed): Typed | null {
  const more = valueOf(typed, moreRows);
  if (isList(more)) {
    const name = `${more}.rows`;
    const rows = Number(valueOf(typed, name)) || 0;
    return [...typed.filter(([field]) => field !== name && field !== moreRows), [name, String(rows + 3)]];
  }
  const [list, number] = valueOf(typed, rowUp).split('.');
  if (!isList(list)) return null;
  const [own, above] = [Number(number), Number(number) - 1];
  const others = typed.filter(([field]) => field !== rowUp);
  if (!(above >= 0)) return others;
  return others.map(([field, value]) => {
    const [, of, at, part] = rowName.exec(field) ?? [];
    if (of !== list || (Number(at) !== own && Number(at) !== above)) return [field, value];
    return [`${list}.${Number(at) === own ? above : own}.${part}`, value];
  });
}

const isList = (word: string | undefined): word is RowList =>
  word === 'activity' || word === 'shift' || word === 'question';
