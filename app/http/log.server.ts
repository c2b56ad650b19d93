import pino, { type DestinationStream, type Logger } from 'pino';
import { faultFacts } from '../../domain/fault-facts';
import type { Asked } from './asked.server';
import { BackgroundLines } from './background-lines.server';

/**
 * The process's log: one JSON object a line, without names, addresses, codes, queries or what was typed.
 * @param destination for tests; else standard output, written in the background
 */
export function openLog(destination: DestinationStream = new BackgroundLines()): Logger {
  return pino({ base: undefined, timestamp: isoTime }, destination);
}

let [writtenAt, writtenTime] = [Number.NaN, ''];

/** As pino's own, but written once a millisecond: it takes longer than all else of a line. */
function isoTime(): string {
  const now = Date.now();
  if (now !== writtenAt) [writtenAt, writtenTime] = [now, `,"time":"${new Date(now).toISOString()}"`];
  return writtenTime;
}

/** Writes what is still waiting to be written. Call before the process ends; never waits for a reader that is gone. */
export function flushLog(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 500);
    log.flush(() => resolve());
  });
}

/** One lean line for a request that has been answered. */
export function logRequest(log: Logger, { method, masked }: Asked, status: number, ms: number): void {
  log.info({ method, path: masked, status, ms: Math.round(ms * 10) / 10 }, 'request');
}

/** What failed and where, without the values that a message may quote. */
export function logFault(log: Logger, error: unknown, { method, masked }: Asked): void {
  log.error({ method, path: masked, error: withoutValues(error) }, 'fault');
}

/**
 * An error's kind, code and stack with its message. Databases and parsers quote what they were given, so quoted text and
 * what follows an equals sign is left out.
 */
function withoutValues(error: unknown): { name: string; code?: string; stack?: string } {
  const { at = [], ...facts } = faultFacts(error);
  if (!(error instanceof Error)) return facts;
  const message = error.message.replace(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g, '"…"').replace(/=\s*\([^)]*\)/g, '=(…)');
  return { ...facts, stack: [message, ...at].join('\n') };
}
