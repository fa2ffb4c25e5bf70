import type pg from 'pg';

/** A statement as the application sent it. */
type Statement = Readonly<{ text: string; values: readonly unknown[] }>;
/** What was sent over one checked-out connection, in order. */
type Turn = readonly Statement[];

type Query = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;

/**
 * Listens to what the application says to the database while `work` goes on: the bare SQL that it needs, in its order and in the
 * shape of its transactions.
 */
export async function listen(pool: pg.Pool, work: () => Promise<unknown>): Promise<readonly Turn[]> {
  const turns: Statement[][] = [];
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const listening = async (): Promise<pg.PoolClient> => {
    const client = await connect();
    const turn: Statement[] = [];
    turns.push(turn);
    const query = client.query.bind(client) as Query;
    const release = client.release.bind(client);
    Object.assign(client, {
      query: (text: string, values: readonly unknown[] = []) => {
        turn.push({ text, values });
        return query(text, values);
      },
      release: () => {
        Object.assign(client, { query, release });
        release();
      },
    });
    return client;
  };
  Object.assign(pool, { connect: listening });
  try {
    await work();
  } finally {
    Object.assign(pool, { connect });
  }
  return turns;
}

/** Says the same to the database again, through the same driver, and does nothing with the answers. */
export async function replay(pool: pg.Pool, turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) {
    const client = await pool.connect();
    for (const { text, values } of turn) await client.query(text, [...values]);
    client.release();
  }
}
