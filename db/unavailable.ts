/**
 * The database cannot answer now: a held lock, a full disk, a lost server. Whoever catches it says so honestly and
 * lets the person try again (503 with Retry-After). Nothing half-written stays behind.
 */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

const sqliteCodes = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM)/;
const postgresCodes = /^(08...|53...|55P03|57P0[1-5]|57014|25006|25P0[34])$/;
const networkCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ENOENT)$/;
/** What node-postgres says without giving a code. */
const messages =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Cannot use a pool after calling end/;

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether an error of either driver means "not now" rather than a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = codeOf(error);
  if (sqliteCodes.test(code) || postgresCodes.test(code) || networkCodes.test(code)) return true;
  return error instanceof Error && messages.test(error.message);
}

/** Whether the whole transaction may simply be done again: a serialization failure or a deadlock on PostgreSQL. */
export function isWorthRepeating(error: unknown): boolean {
  return /^(40001|40P01)$/.test(codeOf(error));
}
