import { renderToStaticMarkup } from 'react-dom/server';
import type { Instant } from '../../../domain/event';
import { formatMoment } from '../../../domain/language/dates';
import { readLanguage } from '../../../domain/language/path';
import { speak } from '../../../domain/language/speech';
import { defaultTimeZone } from '../../../domain/time';
import { Notice } from '../../ui/notice';
import type { Answer } from '../answer.server';

/**
 * An answer that was given before, given again while nobody can tell whether it is still true: with its age, a notice
 * of when it was true at the top of the page, and nothing by which it could be kept. CONTRACT §6.
 * @param answer as it was sent
 * @param trueAt when it was last known to be true
 */
export function staleAnswer(answer: Answer, path: string, trueAt: Instant, now: Instant): Answer {
  const { etag: _etag, 'cache-control': policy = '', ...headers } = answer.headers;
  const isPrivate = policy.startsWith('private');
  const isPage = headers['content-type']?.startsWith('text/html');
  return {
    ...answer,
    headers: {
      ...headers,
      'cache-control': isPrivate ? 'private, no-store' : 'no-store',
      age: String(Math.max(0, Math.round((now - trueAt) / 1_000))),
    },
    body: isPage ? withNotice(answer.body, path, trueAt, now) : answer.body,
  };
}

/** The page's own markup is left as it is: put in here, since Remix would have to ask the database. */
function withNotice(page: Buffer, path: string, trueAt: Instant, now: Instant): Buffer {
  const t = speak(readLanguage(path).language);
  const when = formatMoment(trueAt, defaultTimeZone, t, now);
  const notice = (
    <div className="wide">
      <Notice tone="mind" heading={t.fault_stale_title({ when })}>
        <p>{t.fault_stale_text()}</p>
      </Notice>
    </div>
  );
  const mainBegins = page.indexOf('>', page.indexOf('<main')) + 1;
  return Buffer.concat([
    page.subarray(0, mainBegins),
    Buffer.from(renderToStaticMarkup(notice)),
    page.subarray(mainBegins),
  ]);
}
