import { LRUCache } from 'lru-cache';
import { nextMoment } from '../../../db/next-moment';
import type { RevisionWatch, Stands, Watched } from '../../../db/revision-watch';
import { recordShown } from '../../../db/revisions';
import { isAnswering, type Store } from '../../../db/store';
import { isUnavailable } from '../../../db/unavailable';
import type { Instant } from '../../../domain/event';
import { maskAddress } from '../address.server';
import type { Answer } from '../answer.server';
import type { Asked, Step } from '../asked.server';
import { Finished, type Sendable } from '../finished.server';
import type { Metrics } from '../metrics.server';
import { Refusal } from '../refusal.server';
import { FinishedForm } from './finished-form.server';
import { keptAddress, type KeptAddress } from './kept-address.server';
import { Outage } from './outage.server';
import { staleAnswer } from './stale-answer.server';

export interface FinishedSettings {
  store: Store;
  watch: RevisionWatch;
  now(): Instant;
  metrics: Pick<Metrics, 'observeCache'>;
  /** False: every answer is made anew, by the same way. */
  keeps: boolean;
  /** Bytes that are kept at most; of lists that somebody has searched for an eighth of it beside. */
  most?: number;
  /** Makes the answer at an address. @throws Refusal where there is none, or where it cannot be made */
  make(address: KeptAddress, given: { store: Store; now: Instant; formKey: string }): Promise<Answer>;
}

/** An answer that may be given again while what it was made from stands, from one moment until another. */
interface Kept {
  readonly answer: Finished | FinishedForm;
  readonly watched: Watched;
  readonly from: Instant;
  readonly until: Instant;
  /** Its path as it may stand in a log. */
  readonly masked: string;
  /** When it was last known to be true. */
  trueAt: Instant;
}

const megabyte = 1024 * 1024;

/** How old an answer may be that is given while the database is gone: what was erased must not come back for ever. */
const oldest = 24 * 3600_000;

/**
 * Finished answers, in front of Remix: pages, feeds and the API as they were made, given again to whoever asks for the
 * same. An answer is a function of its address, of the time between two moments (db/next-moment.ts), and of what the
 * database held when it was made, whose revisions were noted before it was read (db/revisions.ts); so it is given only
 * after those have been seen to stand, at each request, at a time after the request came. Never for an address that
 * opens something, and never an answer with a cookie.
 */
export class FinishedAnswers {
  readonly #settings: FinishedSettings;
  readonly #pages: LRUCache<string, Kept>;
  /** Apart, since anybody can search for anything: pages are never pushed out by what is asked for once. */
  readonly #searches: LRUCache<string, Kept>;
  readonly #making = new Map<string, Promise<Sendable>>();
  readonly #outage: Outage;
  #moment?: { programme: number | undefined; from: Instant; until: Instant };

  constructor(settings: FinishedSettings) {
    const { store, most = 56 * megabyte } = settings;
    this.#settings = settings;
    this.#pages = bounded(most);
    this.#searches = bounded(most / 8);
    this.#outage = new Outage(() => isAnswering(store, 2_000));
  }

  close(): void {
    this.#outage.close();
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.#pages.calculatedSize + this.#searches.calculatedSize;
  }

  /** Gives what is kept, if it still stands. */
  readonly again: Step = (asked) => {
    if (!asked.isReading) return undefined;
    // nearly everybody writes an address as we do
    const kept = this.#pages.get(asked.target) ?? this.#find(keptAddress(asked)?.target ?? '');
    if (!kept) return undefined;
    asked.masked = kept.masked;
    if (this.#outage.isOn) return this.#stale(kept, asked);
    if (!isInTime(kept, this.#settings.now())) return undefined;
    return this.#settings.watch.stands(kept.watched).then(
      (stands) => this.#given(kept, stands),
      (error: unknown) => this.#withoutDatabase(error, kept, asked),
    );
  };

  /** Makes what is not kept: once, however many ask for it meanwhile. */
  readonly anew: Step = async (asked) => {
    const address = keptAddress(asked);
    if (!address) return undefined;
    this.#settings.metrics.observeCache('miss');
    try {
      return await (this.#settings.keeps ? this.#share(address) : this.#make(address));
    } catch (error) {
      const kept = this.#find(address.target);
      const cause = error instanceof Refusal && error.fault.kind === 'unavailable' ? error.cause : error;
      if (!kept) throw error;
      return this.#withoutDatabase(cause, kept, asked);
    }
  };

  #find(target: string): Kept | undefined {
    return this.#pages.get(target) ?? (target.includes('?') ? this.#searches.get(target) : undefined);
  }

  #given(kept: Kept, stands: Stands): Sendable | undefined {
    if (stands === 'changed') return undefined;
    kept.trueAt = this.#settings.now();
    this.#settings.metrics.observeCache(stands === 'untouched' ? 'hit' : 'revalidated');
    return kept.answer;
  }

  /**
   * What others are making began before this request came, and may be older than what its sender knows: it is good
   * only if it is seen to stand. What is begun after that is good for everybody.
   */
  async #share(address: KeptAddress): Promise<Sendable> {
    const { target } = address;
    const earlier = this.#making.get(target);
    if (earlier) {
      await earlier.catch(() => {});
      let kept = this.#find(target);
      while (kept && isInTime(kept, this.#settings.now())) {
        if ((await this.#settings.watch.stands(kept.watched)) !== 'changed') return kept.answer;
        // somebody else who waited may have made it anew while that was asked
        const newer = this.#find(target);
        kept = newer === kept ? undefined : newer;
      }
    }
    const making = this.#making.get(target) ?? this.#make(address);
    if (!this.#making.has(target)) {
      this.#making.set(target, making);
      const done = () => void this.#making.delete(target);
      making.then(done, done);
    }
    return making;
  }

  async #make(address: KeptAddress): Promise<Sendable> {
    const { store, watch, now: clock, make, keeps } = this.#settings;
    const { target, isForm } = address;
    const [now, watched, formKey] = [clock(), watch.begin(), crypto.randomUUID()];
    try {
      const { made, until } = await recordShown(store.read, watched.shown, async (recorder) => ({
        until: await this.#nextMoment(watched, now),
        made: await make(address, { store: { ...store, read: recorder }, now, formKey }),
      }));
      const answer = (isForm && FinishedForm.from(made, formKey)) || new Finished(made);
      const mayBeKept = keeps && made.status === 200 && !made.cookies?.length;
      if (mayBeKept)
        this.#keep(target, { answer, watched, from: now, until, masked: maskAddress(target), trueAt: now });
      else this.#forget(target);
      return answer;
    } catch (error) {
      // what is not there any more, or is a fault of ours, is not given again while the database is gone
      if (error instanceof Refusal && error.fault.kind !== 'unavailable') this.#forget(target);
      throw error;
    }
  }

  #keep(target: string, kept: Kept): void {
    const keeper = target.includes('?') ? this.#searches : this.#pages;
    keeper.set(target, kept);
    // it grows with each encoding that somebody asks for
    kept.answer.whenPacked = () => {
      if (keeper.peek(target) !== kept) return;
      keeper.delete(target);
      keeper.set(target, kept);
    };
  }

  #forget(target: string): void {
    this.#pages.delete(target);
    this.#searches.delete(target);
  }

  /** Remembered for as long as the programme stands. */
  async #nextMoment({ shown }: Watched, now: Instant): Promise<Instant> {
    const programme = shown.get('programme');
    const known = this.#moment;
    if (known && known.programme === programme && isInTime(known, now)) return known.until;
    const until = await nextMoment(this.#settings.store.read, now);
    this.#moment = { programme, from: now, until };
    return until;
  }

  #withoutDatabase(error: unknown, kept: Kept, asked: Asked): Sendable {
    if (!isUnavailable(error)) throw error;
    this.#outage.begin();
    const stale = this.#stale(kept, asked);
    if (!stale) throw error;
    return stale;
  }

  /** CONTRACT §6: an answer given before is given again with the time when it was true. */
  #stale({ answer, trueAt }: Kept, asked: Asked): Sendable | undefined {
    const now = this.#settings.now();
    if (now - trueAt > oldest) return undefined;
    this.#settings.metrics.observeCache('stale');
    return new Finished(staleAnswer(answer.answer, asked.path, trueAt, now));
  }
}

/** A clock that steps back asks for everything anew. */
const isInTime = ({ from, until }: { from: Instant; until: Instant }, now: Instant) => now >= from && now < until;

/** What an entry takes beside its bytes, about: its address and heads, and each of its revisions. */
const beside = { all: 2_000, each: 150 };

const bounded = (most: number) =>
  new LRUCache<string, Kept>({
    maxSize: Math.ceil(most),
    sizeCalculation: ({ answer, watched }) => answer.size + beside.all + beside.each * watched.shown.size,
  });
