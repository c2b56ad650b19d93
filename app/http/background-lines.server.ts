import { write, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Writes some of it, from a place in it. @throws ErrnoException as `write` of node:fs */
export type WriteSome = (fd: number, text: Buffer, at: number) => Promise<{ bytesWritten: number }>;

/** Lines that wait for a reader that does not read: beyond this many characters the newest are dropped. */
const longestQueue = 8 * 1024 * 1024;

/** How long lines are gathered before they are written, in ms. */
const gathering = 100;

/** A file's disk, its owner's share of it or its own size is full. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * A place for a log's lines that writes in the background, many at a time, and never keeps the process: a reader that
 * is gone is not waited for (pino's own destination tries for ever when the process ends).
 */
export class BackgroundLines {
  readonly #fd: number;
  readonly #writeSome: WriteSome;
  #waiting = '';
  #writing: Promise<void> | undefined;
  #readerIsGone = false;
  /** Whether the last line may have been cut off. */
  #torn = false;

  /** @param fd an open file, pipe or socket; 1 is standard output */
  constructor(fd = 1, writeSome: WriteSome = promisify(write)) {
    this.#fd = fd;
    this.#writeSome = writeSome;
    process.on('exit', () => this.#lastTry());
  }

  write(line: string): void {
    if (this.#readerIsGone || this.#waiting.length > longestQueue) return;
    this.#waiting += line;
    this.#writing ??= this.#drain();
  }

  /** Calls back when all is written, or cannot be. */
  flush(done: () => void): void {
    (this.#writing ?? Promise.resolve()).then(done, done);
  }

  async #drain(): Promise<void> {
    while (this.#waiting && !this.#readerIsGone) {
      // many lines at once: each time that something is written costs as much as a kept answer's own sending
      await wait(gathering);
      const text = Buffer.from(this.#torn ? `\n${this.#waiting}` : this.#waiting);
      this.#torn = false;
      this.#waiting = '';
      await this.#writeAll(text);
    }
    this.#writing = undefined;
  }

  async #writeAll(text: Buffer): Promise<void> {
    for (let at = 0; at < text.length && !this.#readerIsGone;) {
      try {
        at += (await this.#writeSome(this.#fd, text, at)).bytesWritten;
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') await wait(10);
        // what a full disk does not take is lost, and what comes after it may fit again
        else if (fullCodes.has(code)) return void (this.#torn ||= at > 0);
        else this.#readerIsGone = true;
      }
    }
  }

  /** When the process ends of itself or by a fault: once, and then no more. */
  #lastTry(): void {
    if (!this.#waiting || this.#readerIsGone) return;
    try {
      writeSync(this.#fd, this.#waiting);
    } catch {
      // nobody reads
    }
  }
}
