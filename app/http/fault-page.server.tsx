import { renderToStaticMarkup } from 'react-dom/server';
import { readLanguage } from '../../domain/language/path';
import { isConsolePath } from '../../domain/paths';
import { speak } from '../../domain/language/speech';
import { Document } from '../ui/document';
import { FaultPage, faultWords, type FaultFacts } from '../ui/fault-page';
import type { Answer } from './answer.server';
import { faults } from './fault';

export interface Fault extends FaultFacts {
  /** By lower-case name. */
  headers?: Record<string, string>;
}

/** How long a browser or a machine should wait before it tries again, in seconds. */
const retryAfter = { unavailable: 5, 'too-many': 60 } as Record<string, number>;

/**
 * The answer to whatever could not be answered, in the language of its path. Made without Remix and without the
 * database, so that it can be given when either is what failed.
 * @param path the address asked for, without its query
 */
export function faultAnswer(fault: Fault, path: string, baseUrl: string): Answer {
  const seconds = fault.minutes ? fault.minutes * 60 : retryAfter[fault.kind];
  const headers = {
    // of everybody: a page that keeps what was typed, or stands where a receipt does, is one person's
    'cache-control': 'private, no-store',
    ...(seconds ? { 'retry-after': String(seconds) } : {}),
    ...(fault.kind === 'wrong-method' ? { allow: 'GET, HEAD, POST' } : {}),
    ...fault.headers,
  };
  const status = faults[fault.kind];
  const t = speak(readLanguage(path).language);
  const words = faultWords(t, fault);
  if (/^\/api(\/|$)/i.test(path)) {
    const body = Buffer.from(JSON.stringify({ error: fault.kind, message: words.text }));
    return { status, headers: { ...headers, 'content-type': 'application/json' }, body };
  }
  const page = (
    <Document path={path} baseUrl={baseUrl} head={<title>{words.title}</title>}>
      <FaultPage t={t} facts={fault} isConsole={isConsolePath(path)} />
    </Document>
  );
  const body = Buffer.from(`<!DOCTYPE html>${renderToStaticMarkup(page)}`);
  return { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body };
}
