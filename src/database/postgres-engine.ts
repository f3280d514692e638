import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { bind, forPostgres } from './bindings.js';
import { CommitUnknown, UnitTimedOut, withoutValues } from './database-errors.js';
import type { Engine } from './engine.js';
import { Gate, UNIT_LIMIT } from './gate.js';
import { isPassingOnPostgres, isRefusal } from './postgres-failures.js';
import { PostgresUnitRunner } from './postgres-runners.js';
import { postgresSnapshot } from './postgres-snapshot.js';
import { PATIENCE, retrying } from './retry.js';
import type { Snapshot } from './snapshot.js';
import { numbered, Templates } from './sql-template.js';
import type { Row, SqlList, SqlValue, Statement } from './sql-template.js';
import type { Tx } from './tx.js';
import { UnitTx } from './unit-tx.js';
import type { RawStatements } from './unit-tx.js';

/** One writer at a time, across processes: what passes on SQLite passes here. SET LOCAL ends with the transaction. */
const BEGIN = `
  BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SET LOCAL lock_timeout = ${PATIENCE};
  SELECT pg_advisory_xact_lock(1);
  SET LOCAL statement_timeout = ${UNIT_LIMIT};
  SET LOCAL idle_in_transaction_session_timeout = ${UNIT_LIMIT}`;

function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
}

export class PostgresEngine implements Engine {
  readonly name = 'postgres';
  private readonly statements = new Templates<Statement>(numbered, (statement) => statement);

  constructor(
    private readonly writer: DataSource,
    readonly reader: DataSource,
    private readonly url: string,
  ) {}

  async read(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): Promise<Row[]> {
    const query = { ...this.statements.for(strings, values), values: bind(values, forPostgres) };
    try {
      return await retrying(
        async () => (await poolOf(this.reader).query<Row>(query)).rows,
        isPassingOnPostgres,
      );
    } catch (error) {
      throw withoutValues(error);
    }
  }

  unit<T>(work: (tx: Tx) => Promise<T>, waited: number): Promise<T> {
    return retrying(() => this.attempt(work), isPassingOnPostgres, waited);
  }

  snapshot<T>(work: (rows: Snapshot) => Promise<T>): Promise<T> {
    return postgresSnapshot(this.url, work);
  }

  async close(): Promise<void> {
    if (this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await poolOf(this.writer).connect();
    const ignore = () => {}; // the statement under way is rejected, too; unheard, this event would end the process
    client.on('error', ignore);
    let broken: Error | undefined;
    try {
      return await this.transact(client, work);
    } catch (error) {
      if (!(await rolledBack(client, error))) broken = error as Error;
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  private async transact<T>(client: PoolClient, work: (tx: Tx) => Promise<T>): Promise<T> {
    const gate = new Gate();
    await client.query(BEGIN);
    try {
      const result = await gate.lead(() => work(this.txBehind(gate, client)));
      await commit(client);
      return result;
    } catch (error) {
      if (!(error instanceof UnitTimedOut)) await gate.idle();
      throw error;
    }
  }

  private txBehind(gate: Gate, client: PoolClient): UnitTx {
    const runner = new PostgresUnitRunner(this.writer.driver as PostgresDriver, client, gate);
    const manager = this.writer.createEntityManager(runner);
    runner.manager = manager;
    const raw: RawStatements = {
      sql: (strings, values) =>
        gate.statement(async () => {
          const query = { ...this.statements.for(strings, values), values: bind(values, forPostgres) };
          return (await client.query<Row>(query)).rows;
        }),
      query: (text, params) =>
        gate.statement(async () => (await client.query<Row>(text, bind(params, forPostgres))).rows),
    };
    return new UnitTx(gate, manager, raw);
  }
}

async function commit(client: PoolClient): Promise<void> {
  const answer = await client.query('COMMIT').catch((error: unknown) => {
    throw isRefusal(error) ? error : new CommitUnknown({ cause: error });
  });
  // A transaction in which a statement failed answers COMMIT with "ROLLBACK" and no error.
  if (answer.command !== 'COMMIT') throw new Error('PostgreSQL rolled the unit back at COMMIT.');
}

/** Whether the connection can be used again. After these errors it is closed, which ends its transaction as well. */
async function rolledBack(client: PoolClient, error: unknown): Promise<boolean> {
  if (error instanceof UnitTimedOut || error instanceof CommitUnknown || isPassingOnPostgres(error))
    return false;
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
