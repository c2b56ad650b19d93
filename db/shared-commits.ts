import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type SQLite from 'better-sqlite3';
import { isUnavailable, Unavailable } from './unavailable';

/** How long a change waits for another process's write lock before it gives up with an honest answer, in ms. */
export const lockPatience = 3_000;

/** How many changes one commit carries at most, and for how long, in ms, it takes on more of them. */
const mostShared = 64;
const longestShared = 20;

interface Waiting {
  change: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  /** When it gives up waiting for the lock, on the clock of `performance.now()`. */
  deadline: number;
}

/**
 * Changes of one SQLite file that wait at the same moment share one BEGIN IMMEDIATE … COMMIT, since most of a small
 * change's time is the disk's. They run one after another, a savepoint each, and each is answered after the commit:
 * also one that was refused, since what it was refused for may be what a neighbour did. docs/decisions/0015.
 */
export class SharedCommits {
  readonly #db: SQLite.Database;
  readonly #patience: number;
  readonly #waiting: Waiting[] = [];
  #working = false;

  /**
   * @param db with a busy timeout of 0: waiting for the lock is done here, where it does not stop the process
   * @param patience how long that may take, in ms
   */
  constructor(db: SQLite.Database, patience = lockPatience) {
    this.#db = db;
    this.#patience = patience;
  }

  /**
   * Runs a change as a transaction of its own would be: all of it or nothing, durable when the promise is fulfilled.
   * @throws Unavailable, or the database's own error that `isUnavailable` knows, when the lock did not come in time or
   *   the commit failed
   */
  run<T>(change: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const deadline = performance.now() + this.#patience;
      this.#waiting.push({ change, resolve: resolve as Waiting['resolve'], reject, deadline });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#waiting.length) {
      // whoever arrives in this turn of the loop comes along, and other processes get their chance at the lock
      await nextTurn();
      if (await this.#begin()) await this.#share();
    }
    this.#working = false;
  }

  /** Takes the write lock before anything is read, so that what was read still holds when it writes. */
  async #begin(): Promise<boolean> {
    while (this.#waiting.length) {
      try {
        this.#execute('begin immediate');
        return true;
      } catch (error) {
        this.#giveUp(error);
        await wait(0.3 + Math.random() * 1.7);
      }
    }
    return false;
  }

  /** Answers those who have waited long enough, or everybody when what is in the way will not pass. */
  #giveUp(cause: unknown): void {
    const willPass = isUnavailable(cause);
    const reason = willPass ? new Unavailable('another process holds the write lock', { cause }) : cause;
    while (this.#waiting[0] && (!willPass || this.#waiting[0].deadline < performance.now())) {
      this.#waiting.shift()!.reject(reason);
    }
  }

  async #share(): Promise<void> {
    const ran: Waiting[] = [];
    const answers: (() => void)[] = [];
    const closesAt = performance.now() + longestShared;
    try {
      do {
        const one = this.#waiting.shift()!;
        ran.push(one);
        answers.push(await this.#attempt(one));
      } while (this.#waiting.length && ran.length < mostShared && performance.now() < closesAt);
      this.#execute('commit');
    } catch (error) {
      // nobody's change lasts, and nobody is told otherwise
      if (this.#db.inTransaction) this.#execute('rollback');
      for (const one of ran) one.reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /**
   * Runs one change; nothing of it stays when it throws.
   * @returns what to do once it is known that it lasts
   * @throws Unavailable when it has made SQLite undo the whole transaction, as a full disk does
   */
  async #attempt(one: Waiting): Promise<() => void> {
    try {
      this.#execute('savepoint change');
      const value = await one.change();
      this.#execute('release change');
      return () => one.resolve(value);
    } catch (error) {
      if (!this.#db.inTransaction) throw new Unavailable('the database undid the transaction', { cause: error });
      this.#execute('rollback to change');
      this.#execute('release change');
      return () => one.reject(error);
    }
  }

  readonly #statements = new Map<string, SQLite.Statement>();

  #execute(sql: string): void {
    const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    statement.run();
  }
}
