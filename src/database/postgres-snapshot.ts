import pg from 'pg';
import { bind, forPostgres } from './bindings.js';
import type { Snapshot } from './snapshot.js';
import { numbered, Templates } from './sql-template.js';
import type { Row, SqlList, SqlValue, Statement } from './sql-template.js';

const BATCH = 500;

/** A connection of its own in one read-only transaction, which keeps seeing the state at its beginning. */
export async function postgresSnapshot<T>(url: string, work: (rows: Snapshot) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => {}); // the statement under way is rejected, too
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1');
    return await work(new PostgresSnapshot(client));
  } finally {
    await client.end().catch(() => {});
  }
}

class PostgresSnapshot implements Snapshot {
  private cursors = 0;
  private readonly statements = new Templates<Statement>(numbered, (statement) => statement);

  constructor(private readonly client: pg.Client) {}

  async sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]> {
    const { text } = this.statements.for(strings, values);
    return (await this.client.query<Row>(text, bind(values, forPostgres))).rows as T[];
  }

  async one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null> {
    return (await this.sql<T>(strings, ...values))[0] ?? null;
  }

  async *iterate<T = Row>(
    strings: TemplateStringsArray,
    ...values: (SqlValue | SqlList)[]
  ): AsyncGenerator<T[]> {
    const cursor = `rows${++this.cursors}`;
    const { text } = this.statements.for(strings, values);
    await this.client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, bind(values, forPostgres));
    for (;;) {
      const { rows } = await this.client.query<Row>(`FETCH ${BATCH} FROM ${cursor}`);
      if (rows.length > 0) yield rows as T[];
      if (rows.length < BATCH) break;
    }
    await this.client.query(`CLOSE ${cursor}`);
  }
}
