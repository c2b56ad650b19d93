/** The names of the fields that hold something else than before; what is undefined and what is not there are one. */
export function changedFields(before: object, after: object): string[] {
  const [old, new_] = [before, after] as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(old![name] ?? null) !== JSON.stringify(new_![name] ?? null));
}
