import { randomUUID } from 'node:crypto';

/** One person's signup as its browser knows it: what was sent, and what has been acknowledged. */
export interface Entry {
  name: string;
  email: string;
  /** The form's own, sent again with the form. */
  key: string;
  /** Of the event. */
  slug: string;
  /** The receipt's code, once the signup was acknowledged with a 303. */
  code: string | null;
  cancel: 'no' | 'asked' | 'acknowledged';
}

/** What clients sent and were told, kept where no fault reaches. */
export class Ledger {
  readonly entries: Entry[] = [];

  /** A person who is about to sign up. Names are everybody's own, so that a double shows. */
  open(slug: string): Entry {
    const number = this.entries.length + 1;
    const entry: Entry = {
      name: `Person ${number}`,
      email: `person.${number}@example.se`,
      key: randomUUID(),
      slug,
      code: null,
      cancel: 'no',
    };
    this.entries.push(entry);
    return entry;
  }

  /** Those who wait for an answer: their browser sends the form again. */
  get unanswered(): Entry[] {
    return this.entries.filter((entry) => entry.code === null || entry.cancel === 'asked');
  }
}

/** A signup as the database has it. */
export interface StoredSignup {
  name: string;
  key: string | null;
  code: string;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  /** In their order. */
  notices: StoredNotice[];
}

export interface StoredNotice {
  /** From which its Message-ID is made. */
  id: string;
  kind: string;
  state: 'queued' | 'sent' | 'dropped' | 'call';
}

/** A mail that the mail server took. */
export interface Arrival {
  to: string;
  messageId: string;
}

export interface Verdict {
  /** Signups and cancellations that were answered with a receipt. */
  acknowledged: number;
  /** Of those, how many the database does not know. */
  lost: number;
  /** Signups that nobody asked for: a form sent again that became a second one. */
  doubled: number;
  /** Notices of what was acknowledged that did not arrive. */
  noticesLost: number;
  /** Mails that came again with the Message-ID of the first. */
  repeats: number;
  /** What is wrong, in words, some of each kind. */
  wrong: string[];
}

/** How many examples of one kind of wrong are told. */
const examples = 3;

/**
 * Compares what people were told with what the database has and the mail server took, when all is quiet again.
 * @param refused addresses that were answered 5xx: their last notice is on the call list, and no mail is there
 */
export function judge(
  entries: readonly Entry[],
  stored: readonly StoredSignup[],
  arrivals: readonly Arrival[],
  refused: ReadonlySet<string> = new Set(),
): Verdict {
  const wrong = new Wrongs();
  const byName = grouped(stored, (signup) => signup.name);
  const byId = grouped(arrivals, (arrival) => outboxIdOf(arrival.messageId));
  const addresses = new Set(arrivals.map((arrival) => arrival.to));
  let [acknowledged, lost, doubled, noticesLost] = [0, 0, 0, 0];

  const untold = new Set<string>();
  const asked = new Set(entries.map((entry) => entry.name));
  const unreachable = new Set(entries.filter(({ email }) => refused.has(email)).map(({ name }) => name));
  for (const { name, notices } of stored) {
    if (!asked.has(name)) wrong.add('signed up by nobody', name);
    for (const [place, notice] of notices.entries()) {
      const isLost =
        notice.state === 'queued' ||
        (notice.state === 'sent' && !byId.has(notice.id)) ||
        (notice.state === 'dropped' && place === notices.length - 1) ||
        (notice.state === 'call') !== unreachable.has(name);
      if (!isLost) continue;
      noticesLost += 1;
      untold.add(name);
      wrong.add(`a notice is ${notice.state}, and has not come`, notice.id);
    }
    if (notices.filter(({ kind }) => kind === 'confirmed' || kind === 'waitlisted').length > 1) {
      doubled += 1;
      wrong.add('told of one signup twice', name);
    }
  }

  for (const entry of entries) {
    const found = byName.get(entry.name) ?? [];
    doubled += Math.max(0, found.length - 1);
    if (found.length > 1) wrong.add('signed up twice', entry.name);
    if (entry.code === null) continue;
    acknowledged += entry.cancel === 'acknowledged' ? 2 : 1;
    const own = found.find((signup) => signup.code === entry.code && signup.key === entry.key);
    if (!own) {
      lost += 1;
      wrong.add('acknowledged, and not there', entry.name);
    } else if (entry.cancel === 'acknowledged' && own.state !== 'cancelled') {
      lost += 1;
      wrong.add('cancelled, and still there', entry.name);
    }
    if (entry.cancel === 'no' && own?.state === 'cancelled') wrong.add('cancelled by nobody', entry.name);
    if (addresses.has(entry.email) !== refused.has(entry.email) || untold.has(entry.name)) continue;
    noticesLost += 1;
    wrong.add('acknowledged, and told nothing', entry.name);
  }

  const written = new Set(stored.flatMap(({ notices }) => notices.map(({ id }) => id)));
  for (const id of byId.keys()) if (!written.has(id)) wrong.add('a mail about nothing that is stored', id);
  const repeats = [...byId.values()].reduce((sum, same) => sum + same.length - 1, 0);
  return { acknowledged, lost, doubled, noticesLost, repeats, wrong: wrong.told };
}

/** `<id@host>`: the host is no part of it, since it is whatever BASE_URL says. */
const outboxIdOf = (messageId: string) => messageId.replace(/^<|@.*$/g, '');

function grouped<T>(values: readonly T[], by: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(by(value));
    if (group) group.push(value);
    else groups.set(by(value), [value]);
  }
  return groups;
}

/** Faults in words: a few of each kind, and how many there were. */
class Wrongs {
  readonly #found = new Map<string, string[]>();

  add(what: string, who: string): void {
    this.#found.set(what, [...(this.#found.get(what) ?? []), who]);
  }

  get told(): string[] {
    return [...this.#found].map(
      ([what, who]) =>
        `${what}: ${who.slice(0, examples).join(', ')}${who.length > examples ? ` (${who.length})` : ''}`,
    );
  }
}
