import { setTimeout as wait } from 'node:timers/promises';

/**
 * While the database is gone: known after one request has found it out, so that no other need wait for the same, and
 * over as soon as one question that is asked now and then is answered.
 */
export class Outage {
  readonly #isWell: () => Promise<boolean>;
  readonly #pause: number;
  #isOn = false;
  #isClosed = false;

  /** @param pause milliseconds between two questions */
  constructor(isWell: () => Promise<boolean>, pause = 250) {
    this.#isWell = isWell;
    this.#pause = pause;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  begin(): void {
    if (this.#isOn || this.#isClosed) return;
    this.#isOn = true;
    void this.#untilWell();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #untilWell(): Promise<void> {
    do await wait(this.#pause, undefined, { ref: false });
    while (!this.#isClosed && !(await this.#isWell()));
    this.#isOn = false;
  }
}
