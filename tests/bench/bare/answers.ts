import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bare server gives at an address: taken from our own answers, headers and all. */
export interface ReadyAnswer {
  path: string;
  /** Name, value, name, value … */
  headers: string[];
  bodyBase64: string;
  /** The tag by which it is known, and the headers of a 304. */
  etag: string | null;
  notModifiedHeaders: string[];
}

/** The least that node:http can do to give the same bytes: look the address up, compare the tag, write. */
process.once('message', (answers: ReadyAnswer[]) => {
  const ready = new Map(
    answers.map((answer) => [answer.path, { ...answer, body: Buffer.from(answer.bodyBase64, 'base64') }]),
  );
  const site = createServer((req, res) => {
    const answer = ready.get(req.url!);
    if (!answer) {
      res.writeHead(404).end();
    } else if (answer.etag !== null && req.headers['if-none-match'] === answer.etag) {
      res.writeHead(304, answer.notModifiedHeaders).end();
    } else {
      res.writeHead(200, answer.headers).end(answer.body);
    }
  });
  site.keepAliveTimeout = 65_000;
  site.listen(0, () => process.send?.((site.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
