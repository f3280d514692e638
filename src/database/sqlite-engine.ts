import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { bind, forSqlite } from './bindings.js';
import { withoutValues } from './database-errors.js';
import type { Engine } from './engine.js';
import { Gate } from './gate.js';
import { retrying } from './retry.js';
import type { Snapshot } from './snapshot.js';
import { questionMark, Templates } from './sql-template.js';
import type { Row, SqlList, SqlValue } from './sql-template.js';
import { isSqliteBusy } from './sqlite-busy.js';
import { SqliteUnitRunner } from './sqlite-runners.js';
import { sqliteSnapshot } from './sqlite-snapshot.js';
import type { Tx } from './tx.js';
import { UnitTx } from './unit-tx.js';
import type { RawStatements } from './unit-tx.js';

type Handle = BetterSqlite3.Database;
type Prepared = BetterSqlite3.Statement<unknown[], Row>;

/** better-sqlite3's own connection under a DataSource. */
export function handleOf(source: DataSource): Handle {
  return (source.driver as BetterSqlite3Driver).databaseConnection as Handle;
}

/** One writing and one reading connection to one file. Statements run at once: only waiting is asynchronous. */
export class SqliteEngine implements Engine {
  readonly name = 'sqlite';
  private readonly handle: Handle;
  private readonly reads: Templates<Prepared>;
  private readonly writes: Templates<Prepared>;
  private readonly typeOrmStatements = new Map<string, unknown>();
  private readonly begin: Prepared;
  private readonly commit: Prepared;
  private readonly rollback: Prepared;

  constructor(
    private readonly writer: DataSource,
    readonly reader: DataSource,
  ) {
    const reading = handleOf(reader);
    this.handle = handleOf(writer);
    this.reads = new Templates(questionMark, ({ text }) => prepareRead(reading, text));
    this.writes = new Templates(questionMark, ({ text }) => this.handle.prepare(text));
    this.begin = this.handle.prepare('BEGIN IMMEDIATE');
    this.commit = this.handle.prepare('COMMIT');
    this.rollback = this.handle.prepare('ROLLBACK');
  }

  async read(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): Promise<Row[]> {
    const bound = bind(values, forSqlite);
    try {
      return this.reads.for(strings, values).all(bound);
    } catch (error) {
      if (!isSqliteBusy(error)) throw withoutValues(error);
      return retrying(async () => this.reads.for(strings, values).all(bound), isSqliteBusy);
    }
  }

  unit<T>(work: (tx: Tx) => Promise<T>, waited: number): Promise<T> {
    return retrying(() => this.attempt(work), isSqliteBusy, waited);
  }

  snapshot<T>(work: (rows: Snapshot) => Promise<T>): Promise<T> {
    return sqliteSnapshot(this.handle.name, work);
  }

  /** The log still holds the pages as they were. While somebody reads an older state it cannot be emptied. */
  async scrub(): Promise<void> {
    this.handle.pragma('wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    if (this.reader.isInitialized) await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const gate = new Gate();
    const tx = this.txBehind(gate);
    this.begin.run();
    try {
      const result = await gate.lead(() => work(tx));
      this.commit.run();
      return result;
    } catch (error) {
      await gate.idle();
      // SQLite itself rolls back on some failures (disk full).
      if (this.handle.inTransaction) this.rollback.run();
      throw error;
    }
  }

  private txBehind(gate: Gate): UnitTx {
    const runner = new SqliteUnitRunner(
      this.writer.driver as BetterSqlite3Driver,
      gate,
      this.typeOrmStatements,
    );
    const manager = this.writer.createEntityManager(runner);
    runner.manager = manager;
    const raw: RawStatements = {
      sql: (strings, values) =>
        gate.statement(async () => rowsOf(this.writes.for(strings, values), bind(values, forSqlite))),
      query: (text, params) =>
        gate.statement(async () =>
          rowsOf(this.handle.prepare(text), params.length > 0 ? byPosition(bind(params, forSqlite)) : []),
        ),
    };
    return new UnitTx(gate, manager, raw);
  }
}

function prepareRead(handle: Handle, text: string): Prepared {
  const prepared = handle.prepare<unknown[], Row>(text);
  if (!prepared.reader || !prepared.readonly)
    throw new Error('This statement writes, and the connection is read-only: use Database.write.');
  return prepared;
}

function rowsOf(prepared: Prepared, bound: unknown[] | Record<string, unknown>): Row[] {
  if (prepared.reader) return prepared.all(bound);
  prepared.run(bound);
  return [];
}

/** $1, $2 … are names to SQLite. */
function byPosition(values: unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, index) => [index + 1, value]));
}
