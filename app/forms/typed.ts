/**
 * What somebody typed in a form: each field with its values, in the order in which they came. Kept as it was written,
 * so that a form that comes back with a fault has lost nothing.
 */
export type Typed = readonly (readonly [name: string, value: string])[];

/** Halves of a character and NUL: no person types them, and no database takes them. */
const unstorable = /[\0\p{Surrogate}]/gu;

/** Reads what a form sent. A file where text was asked for is nothing typed. */
export function readTyped(form: FormData): Typed {
  return [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.replace(unstorable, ''), value.replace(unstorable, '')] as const] : [],
  );
}

/** Every value of a field, the empty ones left out. */
export function valuesOf(typed: Typed, name: string): string[] {
  return typed.filter(([field, value]) => field === name && value.trim() !== '').map(([, value]) => value);
}

/** The one value of a field that has one; of several the first that is not empty. */
export function valueOf(typed: Typed, name: string): string {
  return valuesOf(typed, name)[0] ?? '';
}

/** Whether the form had the field at all: one left out is not one left empty. CONTRACT §3.15. */
export function hasField(typed: Typed, name: string): boolean {
  return typed.some(([field]) => field === name);
}
