import { cleanLine, isReadable, lengthOf } from './clean';
import { longest } from './fields';
import { valueOf, valuesOf, type Typed } from './typed';

/** A team's name as somebody wrote it; '' where there is nothing to read. What is too long is cut. */
export function readTeamName(typed: Typed, field = 'name'): string {
  const name = cleanLine(valueOf(typed, field));
  if (!isReadable(name)) return '';
  return lengthOf(name) <= longest.name ? name : [...name].slice(0, longest.name).join('');
}

/** Where a player is to be moved, and from where; null is without a team. */
export function readMove(typed: Typed): { player: string; from: string | null; to: string | null } {
  return { player: valueOf(typed, 'player'), from: valueOf(typed, 'from') || null, to: valueOf(typed, 'to') || null };
}

/** What is used of a proposal: those who are ticked, and the names of new teams (`name.new-1`). */
export function readProposalUse(typed: Typed) {
  const names = typed.flatMap(([field]) => (field.startsWith('name.') ? [field.slice('name.'.length)] : []));
  return {
    basis: valueOf(typed, 'basis'),
    seed: readSeed(valueOf(typed, 'omgang')),
    players: valuesOf(typed, 'player'),
    names: new Map(names.map((id) => [id, readTeamName(typed, `name.${id}`)])),
  };
}

/** Which of several good proposals: a small whole number, 1 where nothing else is said. */
export function readSeed(written: string | null): number {
  return /^[1-9]\d{0,5}$/.test(written ?? '') ? Number(written) : 1;
}
