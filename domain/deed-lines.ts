import type { DeedFacts, DeedKind } from './deed';
import type { Instant } from './event';

/** A deed as the log has it. */
interface Logged {
  at: Instant;
  by: { email: string } | null;
  kind: DeedKind;
  facts: DeedFacts;
}

/** Within which time one person's changes are told as one: a draft is saved at every pause. Milliseconds. */
const together = 3600_000;

/**
 * The log as it is read: what one person changed in a while, with nothing else between, is one line with all its fields.
 * @param deeds the latest first
 */
export function deedLines<Deed extends Logged>(deeds: readonly Deed[]): Deed[] {
  const lines: Deed[] = [];
  for (const deed of deeds) {
    const last = lines.at(-1);
    const isSame =
      last?.kind === 'edited' &&
      deed.kind === 'edited' &&
      last.by?.email === deed.by?.email &&
      last.at - deed.at <= together;
    if (!isSame) lines.push(deed);
    else {
      const fields = [...new Set([...(deed.facts.fields ?? []), ...(last.facts.fields ?? [])])];
      lines[lines.length - 1] = { ...last, facts: { ...last.facts, fields } };
    }
  }
  return lines;
}
