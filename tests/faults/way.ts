import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a PostgreSQL on this machine that can fail as networks do. */
export interface Way {
  /** The address of the same database over this way. */
  url: string;
  /** From now on every n-th COMMIT reaches PostgreSQL and is done, and its answer never arrives. 0: none. */
  loseCommits(every: number): void;
  /** How many answers have been lost. */
  lost(): number;
  /** From now on nothing comes through, and no connection is closed: as when a machine loses its power. */
  silence(): void;
  /** What was held back comes through. */
  mend(): void;
  close(): Promise<void>;
}

/** A query for COMMIT as node-postgres sends it, in either protocol. */
const commit = /[QP][\s\S]{4}\0?commit\0/i;

export async function wayTo(databaseUrl: string): Promise<Way> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let [every, seen, lost, silent] = [0, 0, 0, false];

  const server = createServer((inward) => {
    const outward = connect(Number(target.port), target.hostname);
    let losing = false;
    for (const socket of [inward, outward]) {
      sockets.add(socket);
      if (silent) socket.pause();
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        inward.destroy();
        outward.destroy();
      });
    }
    inward.on('data', (chunk: Buffer) => {
      if (every > 0 && commit.test(chunk.toString('latin1')) && ++seen % every === 0) losing = true;
      outward.write(chunk);
    });
    outward.on('data', (chunk: Buffer) => {
      if (!losing) return void inward.write(chunk);
      lost += 1;
      inward.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    loseCommits: (n) => void (every = n),
    lost: () => lost,
    silence() {
      silent = true;
      for (const socket of sockets) socket.pause();
    },
    mend() {
      silent = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
