import type { Answer } from '../answer.server';
import type { Encoding } from '../encodings.server';
import { headOf, type Packed, type Sendable } from '../finished.server';
import { gzipWithKey } from './gzip-with-key.server';

/**
 * A page with a form in it, ready but for the form's key, which is new at each view (CONTRACT §2.2). It is sent in gzip
 * also to who would rather have brotli, in whose stream no place can be left open.
 */
export class FinishedForm implements Sendable {
  readonly status: number;
  readonly notModified: string[] = [];
  readonly #answer: Answer;
  readonly #head: Buffer;
  readonly #tail: Buffer;
  #gzip?: ReturnType<typeof gzipWithKey> | ((key: string) => Buffer);
  #gzipHead: string[] = [];
  #gzipSize = 0;
  /** Called when it has been packed, and so takes more room. */
  whenPacked?: () => void;

  /** @param key what stands in the page where each view has its own @returns undefined for a page without it */
  static from(answer: Answer, key: string): FinishedForm | undefined {
    const at = answer.body.indexOf(key);
    const isAlone = at >= 0 && answer.body.indexOf(key, at + key.length) < 0;
    return isAlone ? new FinishedForm(answer, at, key.length) : undefined;
  }

  private constructor(answer: Answer, at: number, keyLength: number) {
    this.status = answer.status;
    this.#answer = { ...answer, headers: { ...answer.headers, vary: 'Accept-Encoding' } };
    this.#head = answer.body.subarray(0, at);
    this.#tail = answer.body.subarray(at + keyLength);
  }

  /** Nobody keeps a form. */
  isKnownBy(): boolean {
    return false;
  }

  /** The page as it is, with a key of its own. */
  get answer(): Answer {
    return { ...this.#answer, body: Buffer.concat([this.#head, Buffer.from(crypto.randomUUID()), this.#tail]) };
  }

  /** Bytes in memory, as far as it has been packed. */
  get size(): number {
    return this.#head.length + this.#tail.length + this.#gzipSize;
  }

  packed(encodings: readonly Encoding[]): Packed | Promise<Packed> {
    if (!encodings.includes('gzip')) {
      const { answer } = this;
      return { head: headOf(answer, 'identity', answer.body.length), body: answer.body };
    }
    this.#gzip ??= this.#makeGzip();
    return this.#gzip instanceof Promise ? this.#gzip.then((gzip) => this.#inGzip(gzip)) : this.#inGzip(this.#gzip);
  }

  #inGzip(gzip: (key: string) => Buffer): Packed {
    return { head: this.#gzipHead, body: gzip(crypto.randomUUID()) };
  }

  async #makeGzip(): Promise<(key: string) => Buffer> {
    const gzip = await gzipWithKey(this.#head, keyLength, this.#tail);
    this.#gzip = gzip;
    this.#gzipSize = gzip(crypto.randomUUID()).length;
    this.#gzipHead = headOf(this.#answer, 'gzip', this.#gzipSize);
    this.whenPacked?.();
    return gzip;
  }
}

const keyLength = crypto.randomUUID().length;
