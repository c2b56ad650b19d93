import type { FieldProblem } from '../../../db/programme/edit';
import type { Fault, FaultKind } from './section-form';

/**
 * What the programme's rules refuse, as a fault of the form that was sent: beside the field that it is about, or the
 * nearest that the form has.
 * @param at as a section's form says where its fields stand
 * @param first the form's first field, for what stands nowhere in it
 */
export function refusedFaults(
  problems: readonly FieldProblem[],
  at: Record<string, string>,
  names: ReadonlySet<string>,
  first: string,
): Fault[] {
  return problems.map(({ field }) => ({ name: nameOf(field, at, names) ?? first, fault: faultOf(field) }));
}

function nameOf(field: string, at: Record<string, string>, names: ReadonlySet<string>): string | undefined {
  // `kept[0].places` is looked for as itself, as `kept[0]` and as `kept`
  for (let part = field; part; part = part.replace(/(\.[^.[\]]+|\[\d+\])$|^[^.[\]]+$/u, '')) {
    const name = at[part] ?? (names.has(part) ? part : undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}

function faultOf(field: string): FaultKind {
  if (field === 'teams') return 'teams-registered';
  if (field === 'slug') return 'people-erased';
  return 'refused';
}
