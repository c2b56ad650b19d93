import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** An answer, read whole. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** How long it took, in milliseconds. */
  ms: number;
}

/** No answer came: the connection broke, or nothing was said for `patience`. What became of it, nobody knows. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}

/** Silence for this long is a hang, in milliseconds. */
const patience = 60_000;

/** A form's fields. */
export type Fields = Record<string, string | number>;

/** Browsers of a kind: connections that are kept alive, redirects not followed. */
export class Browsers {
  readonly #agent: Agent;
  readonly #site: URL;

  /** @param connections how many at most */
  constructor(site: string, connections: number) {
    this.#site = new URL(site);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Unanswered */
  get(path: string): Promise<Answer> {
    return this.#ask('GET', path, []);
  }

  /**
   * Sends a form.
   * @param slowly milliseconds between the form's two halves, as on a slow line
   * @throws Unanswered
   */
  post(path: string, fields: Fields = {}, slowly?: number): Promise<Answer> {
    const form = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
    const half = form.length >> 1;
    return this.#ask('POST', path, slowly === undefined ? [form] : [form.slice(0, half), form.slice(half)], slowly);
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(method: 'GET' | 'POST', path: string, body: string[], slowly = 0): Promise<Answer> {
    const begun = performance.now();
    const headers =
      method === 'POST'
        ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body.join('')) }
        : {};
    return new Promise((resolve, reject) => {
      const lost = (error: Error) => reject(new Unanswered(error.message));
      const { hostname, port } = this.#site;
      const asked = request({ agent: this.#agent, hostname, port, method, path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        const { statusCode: status = 0, headers } = answer;
        const done = () =>
          resolve({ status, headers, body: Buffer.concat(chunks).toString(), ms: performance.now() - begun });
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', lost);
        answer.on('end', done);
        // a redirect is a promise as soon as its head is there
        if (status === 303) done();
      });
      asked.on('error', lost);
      asked.setTimeout(patience, () => asked.destroy(new Error(`no answer for ${patience / 1000} s`)));
      const [first = '', second] = body;
      if (second === undefined) return void asked.end(first);
      asked.write(first);
      setTimeout(() => asked.end(second), slowly);
    });
  }
}
