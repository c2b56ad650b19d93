import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { codesUnder } from '../../../db/codes';
import {
  poolFor,
  rowsOf,
  statements,
  type FoundOffer,
  type FoundPool,
  type SentForm,
  type Value,
} from './signup-statements';

export interface BareSignups {
  databaseUrl: string;
  secret: string;
  /** Of our own 303, without where it leads. */
  headers: string[];
}

/** Signs up on an event of that slug. @returns the code, null when there is no place */
type SignUp = (slug: string, form: SentForm) => Promise<string | null> | string | null;

/** The least that node:http and the database's driver can do to sign somebody up for good. */
process.once('message', (task: BareSignups) => {
  const signUp = task.databaseUrl.startsWith('sqlite:') ? onSqlite(task) : onPostgres(task);

  async function answer(req: IncomingMessage): Promise<string | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const fields = parse(Buffer.concat(chunks).toString());
    const form = {
      name: String(fields.name),
      email: String(fields.email ?? '') || null,
      partySize: Number(fields.partySize ?? 1),
      key: String(fields.key ?? '') || null,
    };
    return signUp(req.url!.split('/')[2]!, form);
  }

  const site = createServer((req, res) => {
    answer(req).then(
      (code) => {
        if (code === null) res.writeHead(409).end();
        else res.writeHead(303, [...task.headers, 'Location', `/anmalan/${code}`]).end();
      },
      (error: unknown) => {
        console.error(error);
        res.writeHead(500).end();
      },
    );
  });
  site.keepAliveTimeout = 65_000;
  site.listen(0, () => process.send?.((site.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());

function onSqlite({ databaseUrl, secret }: BareSignups): SignUp {
  const codes = codesUnder([secret]);
  const db = new SQLite(databaseUrl.slice('sqlite:'.length), { timeout: 0 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  const asks = <Row>(text: string) => db.prepare<Value[], Row>(text);
  const [offer, pools] = [asks<FoundOffer>(statements.offer), asks<FoundPool>(statements.pools)];
  const earlier = asks(statements.earlier);
  const [signup, claim, outbox] = [asks(statements.signup), asks(statements.claim), asks(statements.outbox)];

  const signUp = db.transaction((slug: string, form: SentForm): string | null => {
    const now = Date.now();
    const found = offer.get(slug);
    if (!found || earlier.get(found.id, form.key)) return null;
    const poolId = poolFor(found, pools.all(found.id), form, now);
    if (poolId === null) return null;
    const rows = rowsOf(form, found.id, poolId, codes, now);
    signup.run(...rows.signup);
    claim.run(...rows.claim);
    outbox.run(...rows.outbox);
    return rows.code;
  });
  return (slug, form) => signUp.immediate(slug, form);
}

function onPostgres({ databaseUrl, secret }: BareSignups): SignUp {
  const codes = codesUnder([secret]);
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  // as many connections as ours has for its changes
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const texts = Object.fromEntries(
    Object.entries(statements).map(([name, text]) => {
      let n = 0;
      return [name, text.replaceAll('?', () => `$${++n}`)];
    }),
  ) as typeof statements;

  return async (slug, form) => {
    const client = await pool.connect();
    // by its name the driver prepares a statement once for each connection
    const run = async <Row extends pg.QueryResultRow>(name: keyof typeof statements, ...values: Value[]) =>
      (await client.query<Row>({ name, text: texts[name], values })).rows;
    const inside = async (): Promise<string | null> => {
      const now = Date.now();
      const [found] = await run<FoundOffer>('offer', slug);
      if (!found) return null;
      await run('lock', found.id);
      if ((await run('earlier', found.id, form.key)).length) return null;
      const poolId = poolFor(found, await run<FoundPool>('pools', found.id), form, now);
      if (poolId === null) return null;
      const rows = rowsOf(form, found.id, poolId, codes, now);
      await run('signup', ...rows.signup);
      await run('claim', ...rows.claim);
      await run('outbox', ...rows.outbox);
      return rows.code;
    };
    try {
      await client.query('begin');
      const code = await inside();
      await client.query('commit');
      return code;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
}
