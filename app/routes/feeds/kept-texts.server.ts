import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Ten thousand events' texts of both kinds in one language take some 40 MB. */
const mostBytes = 48 * 1024 * 1024;

/** What a kept text takes besides its letters: its key, and its place in the map. */
const bytesBeside = 250;

/**
 * Texts that are made from facts and nothing else, kept by those facts: the same facts give the same text without making
 * it again, and a fact that changed, whichever it is and whoever changed it, makes a new one. What has not been asked for
 * longest goes first.
 */
export class KeptTexts {
  readonly #texts: LRUCache<string, string>;
  /** How many have been made. */
  written = 0;

  constructor(bytes = mostBytes) {
    this.#texts = new LRUCache({ maxSize: bytes, sizeCalculation: bytesOf });
  }

  /** @param facts all that `write` reads, as JSON tells it */
  textOf(facts: unknown, write: () => string): string {
    const key = hash('sha256', JSON.stringify(facts), 'base64');
    const kept = this.#texts.get(key);
    if (kept !== undefined) return kept;
    const text = write();
    this.written += 1;
    this.#texts.set(key, text);
    return text;
  }
}

/** In memory a text takes an octet for each letter, or two where one of them is not of Latin-1. */
function bytesOf(text: string): number {
  return bytesBeside + text.length * (/[^\0-\xff]/.test(text) ? 2 : 1);
}
