import pg from 'pg';

/**
 * Asks one thing of a PostgreSQL, on a connection of its own.
 * @param url with a database name at its end
 */
export async function askPostgres<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  // a server that ends meanwhile is told by the question, and must not end this process
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
