/** An answer as a value: made anywhere, finished and sent in one place (finished.server.ts, send.server.ts). */
export interface Answer {
  status: number;
  /** One value for each lower-case name; cookies apart. */
  headers: Record<string, string>;
  cookies?: readonly string[];
  body: Buffer;
}

/** A short answer for machines, which nobody keeps. */
export function plainAnswer(status: number, text: string, type = 'text/plain; charset=utf-8'): Answer {
  return { status, headers: { 'content-type': type, 'cache-control': 'no-store' }, body: Buffer.from(text) };
}

/** The same with more in its head, which goes before its own. */
export function withHeaders(answer: Answer, more: Record<string, string>): Answer {
  return { ...answer, headers: { ...answer.headers, ...more } };
}

/** What a route answered, read whole. */
export async function readResponse(response: Response): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers[name] = value;
  return {
    status: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: response.body ? Buffer.from(await response.arrayBuffer()) : Buffer.alloc(0),
  };
}

/** The same as a route gives it. */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(new Uint8Array(body), { status, headers });
}
