import type { IncomingMessage } from 'node:http';
import { maskAddress, readAddress } from './address.server';
import type { Answer } from './answer.server';
import type { Sendable } from './finished.server';

/** What a request passes on its way: it answers, or lets the next one. @throws Refusal */
export type Step = (asked: Asked) => Answer | Sendable | undefined | Promise<Answer | Sendable | undefined>;

/** A request, with what is read of it once and only when somebody wants to know. */
export class Asked {
  readonly req: IncomingMessage;
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** The path as it was sent. */
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly begun = performance.now();
  /** Asked by machines that watch the process: neither logged nor counted. */
  isWatching = false;
  #segments?: string[] | null;
  #masked?: string;
  #waiting?: ((status: number) => void)[];

  constructor(req: IncomingMessage) {
    this.req = req;
    this.method = req.method ?? 'GET';
    this.target = targetOf(req.url ?? '/');
    const mark = this.target.indexOf('?');
    this.path = mark < 0 ? this.target : this.target.slice(0, mark);
    this.query = mark < 0 ? '' : this.target.slice(mark + 1);
  }

  get isReading(): boolean {
    return this.method === 'GET' || this.method === 'HEAD';
  }

  /** The path as the router understands it; empty where it is no address of ours. */
  get segments(): string[] {
    return this.#read ?? [];
  }

  /** False for a path that cannot be decoded. */
  get isAddress(): boolean {
    return this.#read !== null;
  }

  get #read(): string[] | null {
    if (this.#segments === undefined) this.#segments = readAddress(this.path);
    return this.#segments;
  }

  /** The path as it may stand in a log. */
  get masked(): string {
    return (this.#masked ??= maskAddress(this.path));
  }

  set masked(known: string) {
    this.#masked = known;
  }

  /** Calls back when it has been answered. */
  whenAnswered(call: (status: number) => void): void {
    (this.#waiting ??= []).push(call);
  }

  answered(status: number): void {
    for (const call of this.#waiting ?? []) call(status);
  }
}

/** Without a fragment, and without the host of a target that a proxy has written out. */
function targetOf(url: string): string {
  const target = url.startsWith('/') ? url : URL.canParse(url) ? url.replace(/^[^/]*\/\/[^/?#]*/, '') : '/';
  const end = target.indexOf('#');
  const whole = end < 0 ? target : target.slice(0, end);
  return whole.startsWith('/') ? whole : `/${whole}`;
}
