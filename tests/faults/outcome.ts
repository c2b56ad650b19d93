import { arrivalsOf, lookAt, untilAllIsSent, type Ground, type Site } from './ground';
import { judge, type Arrival, type Ledger, type Verdict } from './ledger';
import { findHalfWritten, readStored } from './stored';
import type { Tally } from './rush';

/** What became of one fault: a row of the table. */
export interface Outcome extends Verdict {
  rounds: number;
  /** The longest time in which nothing could be acknowledged although its cause was gone, in seconds; null: no such. */
  outage: number | null;
  /** What went well and took longer than was promised, in words. */
  late: string[];
  /** What else was measured, in words. */
  told: string[];
}

/** All is well again by itself within 10 s of the cause being gone. CONTRACT §6 */
export const longestOutage = 10_000;
/** Mails go out within 60 s. CONTRACT §6 */
export const longestMail = 60_000;

/** Gathers what was seen over a fault's rounds, and says what became of it. */
export class Record {
  rounds = 0;
  readonly told: string[] = [];
  readonly #wrong: string[] = [];
  readonly #late: string[] = [];
  #outage: number | null = null;

  /** Something that may not be. */
  wrong(...what: string[]): void {
    for (const one of what) if (!this.#wrong.includes(one) && this.#wrong.length < 10) this.#wrong.push(one);
  }

  /** Something that should have gone faster: by the clock, which tests on a busy machine do not ask. */
  late(what: string): void {
    if (!this.#late.includes(what)) this.#late.push(what);
  }

  /** How long after its cause was gone a fault went on, in milliseconds. */
  backAfter(ms: number): void {
    this.#outage = Math.max(this.#outage ?? 0, ms);
  }

  tally({ dishonest }: Tally): void {
    this.wrong(...dishonest);
  }

  /**
   * When all is quiet: waits for the mails, and compares what people were told with what is there. The site runs.
   * @param how.patience milliseconds until the last mail must have gone out
   * @param how.refused addresses that the mail server refuses
   * @param how.arrivals where the mails went; the mail server, if it is left out
   */
  async settle(
    ground: Ground,
    site: Site,
    ledger: Ledger,
    how: { patience?: number; refused?: ReadonlySet<string>; arrivals?: () => Promise<Arrival[]> } = {},
  ): Promise<Outcome> {
    const { patience = longestMail, refused } = how;
    const sentAfter = await untilAllIsSent(ground, patience);
    if (sentAfter > patience) this.late(`not all mails had gone out after ${seconds(patience)} s`);
    const { stored, halves } = await lookAt(ground, async (store) => ({
      stored: await readStored(store),
      halves: await findHalfWritten(store),
    }));
    this.wrong(...halves);
    if (!site.isAlive()) this.wrong('the process ended');
    const faults = site.faults();
    if (faults.length) this.wrong(`${faults.length} faults in the log: ${faults[0]}`);
    const unanswered = ledger.unanswered.length;
    if (unanswered) this.wrong(`${unanswered} were never answered`);
    if (this.#outage !== null && this.#outage > longestOutage) this.late('not well again within 10 s');
    const arrivals = await (how.arrivals?.() ?? arrivalsOf(ground.smtp.mails));
    const verdict = judge(ledger.entries, stored, arrivals, refused);
    return {
      ...verdict,
      wrong: [...this.#wrong, ...verdict.wrong],
      late: this.#late,
      rounds: this.rounds,
      outage: this.#outage === null ? null : this.#outage / 1000,
      told: this.told,
    };
  }
}

/** Of a fault whose rounds could not be gone through: the site did not do what they build on. */
export function brokenOff(error: unknown): Outcome {
  const nothing = {
    acknowledged: 0,
    lost: 0,
    doubled: 0,
    noticesLost: 0,
    repeats: 0,
    rounds: 0,
    outage: null,
    late: [],
    told: [],
  };
  return { ...nothing, wrong: [`broken off: ${error instanceof Error ? error.message : String(error)}`] };
}

/** Whether what may never be has not been. */
export function isHeld({ lost, doubled, noticesLost, wrong, late }: Outcome): boolean {
  return lost + doubled + noticesLost === 0 && wrong.length + late.length === 0;
}

export const seconds = (ms: number) => (ms / 1000).toFixed(1);
