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
 * What one does many times in a row. Of one family some are done between others: who goes through a call list reaches
 * one and not the next.
 */
const families: readonly (readonly DeedKind[])[] = [
  ['edited'],
  ['call-ticked', 'call-unticked', 'call-missed'],
  ['player-placed', 'player-moved'],
];

const familyOf = (kind: DeedKind) => families.find((kinds) => kinds.includes(kind));

/**
 * The log as it is read: what one person did again and again in a while, with nothing else between, is one line with all
 * the fields, or with how many times.
 * @param deeds the latest first
 */
export function deedLines<Deed extends Logged>(deeds: readonly Deed[]): Deed[] {
  const lines: Deed[] = [];
  // the run that the last deed belongs to begins with the latest of its lines
  let run = 0;
  for (const deed of deeds) {
    const latest = lines[run];
    if (latest && !goesWith(deed, latest)) run = lines.length;
    const same = lines.findIndex((line, index) => index >= run && line.kind === deed.kind);
    if (same < 0) lines.push(deed);
    else lines[same] = joined(lines[same]!, deed);
  }
  return lines;
}

function goesWith(deed: Logged, later: Logged): boolean {
  const family = familyOf(deed.kind);
  const isNear = later.by?.email === deed.by?.email && later.at - deed.at <= together;
  return family !== undefined && family === familyOf(later.kind) && isNear;
}

function joined<Deed extends Logged>(line: Deed, earlier: Deed): Deed {
  if (line.kind === 'edited') {
    const fields = [...new Set([...(earlier.facts.fields ?? []), ...(line.facts.fields ?? [])])];
    return { ...line, facts: { ...line.facts, fields } };
  }
  return { ...line, facts: { ...line.facts, count: timesOf(line) + timesOf(earlier) } };
}

/** How many times a line stands for: each is written down by itself. */
const timesOf = ({ facts }: Logged): number => facts.count ?? 1;
