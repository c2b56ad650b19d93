/** Everything that is answered by a page in words instead of what was asked for, with its HTTP status. */
export const faults = {
  'wrong-request': 400,
  'foreign-origin': 403,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  broken: 500,
  unavailable: 503,
} as const;
export type FaultKind = keyof typeof faults;

/** The fault that tells of a status, as a loader throws it: `data(null, { status: 404 })`. */
export function faultOfStatus(status: number): FaultKind {
  if (status === 403) return 'forbidden';
  const exact = (Object.keys(faults) as FaultKind[]).find((kind) => faults[kind] === status);
  return exact ?? (status >= 500 ? 'broken' : 'wrong-request');
}
