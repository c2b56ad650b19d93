import { appendFileSync, readFileSync } from 'node:fs';

/** One thing that a client asked, when, and what it heard. Times are milliseconds on one clock for all clients. */
export interface Operation {
  client: number;
  /** Which of the server processes it asked. */
  process: number;
  kind: 'signup' | 'team' | 'join' | 'change' | 'cancel' | 'withdraw' | 'receipt' | 'event' | 'load';
  /** Slug of the event or series. */
  event: string;
  /** Of a form that makes a signup. */
  key?: string;
  /** The signup that it is about. */
  code?: string;
  wish?: Wish;
  begin: number;
  end: number;
  /** null: it died without an answer, and may have been done or not. */
  answer: Answer | null;
}

/** What a form asked for; what is left out was left as it is. */
export interface Wish {
  size?: number;
  /** Slugs of activities and shifts. */
  chosen?: string[];
  audience?: string | null;
  /** Names of players that a captain wrote. */
  players?: string[];
}

export interface Answer {
  status: number;
  /** Of the receipt that it led to. */
  code?: string;
  /** What a receipt read by the API said. */
  seen?: { state: State; size: number };
  /** Pools that an event read by the API had beyond their capacity. */
  over?: string[];
}

export type State = 'confirmed' | 'waitlisted' | 'cancelled';

/** Done and said so; refused, and nothing done; or neither is known. */
export function outcomeOf({ answer }: Operation): 'done' | 'refused' | 'unknown' {
  if (!answer || answer.status >= 500) return 'unknown';
  return answer.status < 400 ? 'done' : 'refused';
}

export const makesSignup = ({ kind }: Operation) => kind === 'signup' || kind === 'team' || kind === 'join';

/** Writes a history, one JSON line for each operation. */
export function writeHistory(file: string, operations: readonly Operation[]): void {
  appendFileSync(file, operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
}

export function readHistory(file: string): Operation[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Operation);
}
