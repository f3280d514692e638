import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { bind, forPostgres } from './bindings.js';
import { CommitUnknown, UnitTimedOut, withoutValues } from './database-errors.js';
import type { Engine } from './engine.js';
import { Gate, UNIT_LIMIT } from './gate.js';
import { answered, isLost, isPassingOnPostgres, isRefusal } from './postgres-failures.js';
import { PostgresUnitRunner } from './postgres-runners.js';
import { postgresSnapshot } from './postgres-snapshot.js';
import { retrying } from './retry.js';
import type { Snapshot } from './snapshot.js';
import { numbered, Templates } from './sql-template.js';
import type { Row, SqlList, SqlValue, Statement } from './sql-template.js';
import type { Tx } from './tx.js';
import { UnitTx } from './unit-tx.js';
import type { RawStatements } from './unit-tx.js';

/**
 * One writer at a time, across processes: what passes on SQLite passes here. SET LOCAL ends with the transaction.
 * A server set to acknowledge before it has written is told otherwise.
 */
const begin = (patience: number) => `
  BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SET LOCAL lock_timeout = ${Math.ceil(patience)};
  SELECT pg_advisory_xact_lock(1);
  SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
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
    return retrying((patience) => this.attempt(work, patience), isPassingOnPostgres, waited);
  }

  snapshot<T>(work: (rows: Snapshot) => Promise<T>): Promise<T> {
    return postgresSnapshot(this.url, work);
  }

  /** The server's own vacuum does it. */
  async scrub(): Promise<void> {}

  async close(): Promise<void> {
    if (this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>, patience: number): Promise<T> {
    const client = await poolOf(this.writer).connect();
    const ignore = () => {}; // the statement under way is rejected, too; unheard, this event would end the process
    client.on('error', ignore);
    const gate = new Gate();
    let isClean = false;
    try {
      await answered(client.query(begin(patience)));
      const result = await gate.lead(() => work(this.txBehind(gate, client)));
      await commit(client);
      isClean = true;
      return result;
    } catch (error) {
      isClean = await isRolledBack(gate, client, error);
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(!isClean); // a connection that is not clean is closed, which ends its transaction as well
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
  const answer = await answered(client.query('COMMIT')).catch((error: unknown) => {
    throw isRefusal(error) ? error : new CommitUnknown({ cause: error });
  });
  // A transaction in which a statement failed answers COMMIT with "ROLLBACK" and no error.
  if (answer.command !== 'COMMIT') throw new Error('PostgreSQL rolled the unit back at COMMIT.');
}

async function isRolledBack(gate: Gate, client: PoolClient, error: unknown): Promise<boolean> {
  if (error instanceof UnitTimedOut || error instanceof CommitUnknown || isLost(error)) return false;
  return answered(gate.idle().then(() => client.query('ROLLBACK'))).then(
    () => true,
    () => false,
  );
}
