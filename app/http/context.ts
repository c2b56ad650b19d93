import type { Store } from '../../db/store';
import type { Instant } from '../../domain/event';
import type { Answer } from './answer.server';
import type { FaultKind } from './fault';

/** What loaders and actions are given in `context.samling`. There are no other sources of state. */
export interface Samling {
  readonly store: Store;
  /** BASE_URL without a slash at its end: what absolute addresses begin with. */
  readonly baseUrl: string;
  /** Tests pass a clock of their own. */
  now(): Instant;
  /** Counts, for whoever runs it, what became of a form that signs somebody up. */
  observeSignup(outcome: string): void;
  /** What was sent: read already, so that `request.formData()` has nothing left. Empty unless it was a POST. */
  readonly form: FormData;
  /** The random value that a form carries, new at each view. CONTRACT §2.2. */
  readonly formKey: string;
  /** What browser it says it is; empty where nothing is said. */
  readonly userAgent?: string;
  /** Set where somebody has to show first who they are: answered in place of what the route answers. Not for routes. */
  interruption?: Answer;
  /** Set where a loader or an action failed: the answer becomes that fault's page. Not for routes to use. */
  fault?: FaultKind;
  /** What failed, for the log. Not for routes to use. */
  error?: unknown;
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    samling: Samling;
  }
}
