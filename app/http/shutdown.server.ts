import { Server as NetServer } from 'node:net';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/**
 * How long connections that are kept alive stay open after the last call, so that a request already on its way over
 * one is answered, in milliseconds.
 */
const lastCall = 1_000;
/** How long a request that has begun may take until it is cut after all. Everything ends within 15 s. */
const patience = 11_000;

/**
 * Stops a server without cutting off a request: nobody new is let in, every request that has begun or is on its way
 * is answered and its connection then closed.
 */
export class Shutdown {
  readonly #server: Server;
  readonly #begun = new Set<ServerResponse>();
  #closing = false;

  constructor(server: Server) {
    this.#server = server;
  }

  /** @param answer resolves when the whole answer has been given to the connection */
  serve(answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>): void {
    this.#server.on('request', (req, res) => {
      if (this.#closing) lastOnItsConnection(res);
      this.#begun.add(res);
      void answer(req, res).then(() => this.#begun.delete(res));
    });
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Resolves when the last connection is closed. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const res of this.#begun) lastOnItsConnection(res);
    // after this turn's new connections have been accepted: those still in the queue would be reset
    await nextTurn();
    // net's close and not http's, which cuts every idle connection at once, also one with a request on its way
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(this.#server, () => resolve()));
    await Promise.race([closed, wait(lastCall)]);
    const idle = setInterval(() => this.#server.closeIdleConnections(), 100);
    const cut = setTimeout(() => this.#server.closeAllConnections(), patience);
    await closed;
    clearInterval(idle);
    clearTimeout(cut);
    // http's own close also ends the timer that watches over its connections
    this.#server.close(() => {});
  }
}

/** Tells the client not to send another request over the same connection. */
function lastOnItsConnection(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close');
}
