/**
 * The names of the fields that hold something else than before; what is undefined, what is not there and what has nothing
 * in it are one.
 */
export function changedFields(before: object, after: object): string[] {
  const [old, new_] = [before, after] as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => held(old![name]) !== held(new_![name]));
}

/** What a field holds, as a text that is compared: of an object whose fields are all undefined nothing. */
function held(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text === '{}' ? 'null' : text;
}
