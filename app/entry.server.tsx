import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { EntryContext, HandleDocumentRequestFunction, HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { isUnavailable } from '../db/unavailable';
import { faultOfStatus } from './http/fault';

/** Renders a whole document. Nothing is streamed: an answer is known to be right before its first byte is sent. */
const answerDocument: HandleDocumentRequestFunction = async (request, status, headers, remix, { samling }) => {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (remix.staticHandlerContext.errors) {
    // every fault has one page, made in app/http/fault-page.server.tsx; `handleError` may already have said which
    samling.fault ??= faultOfStatus(status);
    return new Response(null, { status, headers });
  }
  // a page's title is made of loaders' data alone, and they do not know what its action has answered
  const root = remix.staticHandlerContext.loaderData.root as { isWrong?: boolean } | undefined;
  if (status === 400 && root) root.isWrong = true;
  return new Response(await render(request.url, remix), { status, headers });
};
export default answerDocument;

function render(url: string, remix: EntryContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<RemixServer context={remix} url={url} />, {
      // React 18 pads a piece whose last letter does not fit with NUL, which a browser shows as � in an attribute
      onAllReady: () => resolve(text(pipe(new PassThrough())).then((html) => html.replaceAll('\0', ''))),
      onShellError: reject,
      onError: reject,
    });
  });
}

/** Called by Remix with whatever a loader, an action or a page threw, other than an answer. */
export const handleError: HandleErrorFunction = (error, { context: { samling } }) => {
  // Remix's own answer to whoever opens what only takes a form is 400 and JSON
  if (isRouteErrorResponse(error) && error.status === 400) samling.fault = 'wrong-method';
  // no such route, no such method: Remix's own 404 and 405
  if (isRouteErrorResponse(error) && error.status < 500) return;
  samling.fault = isUnavailable(error) ? 'unavailable' : 'broken';
  samling.error = error;
};
