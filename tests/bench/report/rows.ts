import type { Measured } from '../measuring/compare';
import type { Spread } from '../measuring/spread';

export type Unit = '/s' | 'bytes' | 'µs' | 'MB' | '';

/** One figure, and when it was measured in rounds how far they lay apart and what they cost. */
export interface Figure {
  value: number;
  unit: Unit;
  spread: Spread | null;
  /** CPU time in microseconds. */
  cpu: Spread | null;
  /** Cores used meanwhile. */
  busy: number | null;
  latency: { median: number; p99: number } | null;
}

export interface Budget {
  of: 'ratio' | 'ours';
  is: 'at least' | 'at most';
  than: number;
}

/** A line of the table. */
export interface Row {
  group: string;
  what: string;
  ours: Figure | null;
  /** What it is measured beside: the bare limit, or the same on an empty database. */
  beside: Figure | null;
  ratio: number | null;
  /** Null where a row is for information. */
  budget: Budget | null;
  /** Null where there is no budget, or where something else holds it. */
  met: boolean | null;
  note: string | null;
}

export function row(group: string, what: string, fields: Partial<Omit<Row, 'group' | 'what' | 'met'>>): Row {
  const { ours = null, beside = null, ratio = null, budget = null, note = null } = fields;
  const judged = budget && (budget.of === 'ratio' ? ratio : (ours?.value ?? null));
  const met =
    judged === null || !budget ? null : budget.is === 'at least' ? judged >= budget.than : judged <= budget.than;
  return { group, what, ours, beside, ratio, budget, met, note };
}

/** A row that could not be measured. Its budget is not met, and the note says why. */
export function failed(group: string, what: string, error: unknown): Row {
  return { ...row(group, what, { note: `not measured: ${(error as Error).message}` }), met: false };
}

/** Measures one row; when that fails, the others are still measured. */
export async function attempt(group: string, what: string, measure: () => Promise<Row>): Promise<Row> {
  try {
    return await measure();
  } catch (error) {
    return failed(group, what, error);
  }
}

export const plain = (value: number, unit: Unit = ''): Figure => ({
  value,
  unit,
  spread: null,
  cpu: null,
  busy: null,
  latency: null,
});

/** How many a second. */
export function rateOf({ rate, cpu, busy, latency }: Measured): Figure {
  return { value: rate.median, unit: '/s', spread: rate, cpu, busy: busy?.median ?? null, latency };
}

/** Ours against the bare limit: requests per second. */
export function againstBare(group: string, what: string, two: { ours: Measured; bare: Measured }, least: number): Row {
  const [ours, bare] = [rateOf(two.ours), rateOf(two.bare)];
  const budget: Budget = { of: 'ratio', is: 'at least', than: least };
  return row(group, what, { ours, beside: bare, ratio: ours.value / bare.value, budget });
}

/**
 * The same with much data and with none: CPU time for each, the database's own included. Where the system does not
 * tell CPU time, how long each takes.
 */
export function againstEmpty(
  group: string,
  what: string,
  two: { large: Measured; empty: Measured },
  most: number,
): Row {
  const cost = ({ cpu, rate }: Measured) => cpu?.median ?? 1e6 / rate.median;
  const figure = (measured: Measured): Figure => ({ ...rateOf(measured), value: cost(measured), unit: 'µs' });
  const [ours, beside] = [figure(two.large), figure(two.empty)];
  const rates = two.large.rate.median / two.empty.rate.median;
  return row(group, what, {
    ours,
    beside,
    ratio: ours.value / beside.value,
    budget: { of: 'ratio', is: 'at most', than: most },
    note: `requests/s: ${rates.toFixed(2)} ×`,
  });
}
