import type { Machine } from '../machine';
import type { Row } from './rows';

/** Everything that a run gives: what `--json` prints. */
export interface Report {
  /** The day, `2027-05-17`. */
  when: string;
  machine: Machine & { databases: string[] };
  options: { rounds: number; seconds: number; quick: boolean };
  groups: { name: string; title: string; rows: Row[] }[];
}
