import type { Samling } from './context';

/**
 * What an action has made for the page that it answers with: the page's loader, which runs after it, takes it up, so
 * that the page's title, which Remix makes of loaders' data alone, can say that something is wrong.
 */
const left = new WeakMap<Samling, unknown>();

/** In an action. */
export function leaveAnswer<Answer>(samling: Samling, answer: Answer): void {
  left.set(samling, answer);
}

/** In the loader of the same route; null where nothing was left. */
export function leftAnswer<Answer>(samling: Samling): Answer | null {
  return (left.get(samling) as Answer | undefined) ?? null;
}
