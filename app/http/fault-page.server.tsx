import { renderToStaticMarkup } from 'react-dom/server';
import { readLanguage } from '../../domain/language/path';
import { speak } from '../../domain/language/speech';
import { Document } from '../ui/document';
import { FaultPage, faultWords, type FaultFacts } from '../ui/fault-page';
import { faults } from './fault';

export interface Fault extends FaultFacts {
  headers?: Record<string, string>;
}

/** How long a browser or a machine should wait before it tries again, in seconds. */
const retryAfter = { unavailable: 5, 'too-many': 60 } as Record<string, number>;

/**
 * The answer to whatever could not be answered, in the language of its path. Made without Remix and without the
 * database, so that it can be given when either is what failed.
 * @param path the address asked for, without its query
 */
export function faultAnswer(fault: Fault, path: string, baseUrl: string): Response {
  const status = faults[fault.kind];
  // of everybody: a page that keeps what was typed, or stands where a receipt does, is one person's
  const headers = new Headers({ 'Cache-Control': 'private, no-store', ...fault.headers });
  const seconds = fault.minutes ? fault.minutes * 60 : retryAfter[fault.kind];
  if (seconds && !headers.has('Retry-After')) headers.set('Retry-After', String(seconds));
  if (fault.kind === 'wrong-method' && !headers.has('Allow')) headers.set('Allow', 'GET, HEAD, POST');

  const t = speak(readLanguage(path).language);
  const words = faultWords(t, fault);
  if (/^\/api(\/|$)/i.test(path)) return Response.json({ error: fault.kind, message: words.text }, { status, headers });

  headers.set('Content-Type', 'text/html; charset=utf-8');
  const page = (
    <Document path={path} baseUrl={baseUrl} head={<title>{words.title}</title>}>
      <FaultPage t={t} facts={fault} />
    </Document>
  );
  return new Response(`<!DOCTYPE html>${renderToStaticMarkup(page)}`, { status, headers });
}
