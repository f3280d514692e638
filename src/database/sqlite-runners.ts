import type { QueryResult } from 'typeorm';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { withoutValues } from './database-errors.js';
import type { Gate } from './gate.js';
import { retrying } from './retry.js';
import { isSqliteBusy } from './sqlite-busy.js';
import type { UnitScope } from './unit-scope.js';

/** TypeORM's statements of one unit; BEGIN and COMMIT are sent by the engine, not here. */
export class SqliteUnitRunner extends BetterSqlite3QueryRunner {
  override isTransactionActive = true;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly gate: Gate,
    prepared: Map<string, unknown>,
  ) {
    super(driver);
    // Private in TypeORM; shared so that statements are prepared once per connection, not once per unit.
    Object.assign(this, { stmtCache: prepared });
  }

  override query(text: string, parameters?: unknown[], structured = false): Promise<QueryResult> {
    return this.gate.statement(() => super.query(text, parameters, structured) as Promise<QueryResult>);
  }

  override async startTransaction(): Promise<void> {
    throw new Error('A unit of work is one transaction and has none inside.');
  }
}

/** The repositories' statements on the reading connection. */
export class SqliteReadRunner extends BetterSqlite3QueryRunner {
  constructor(
    driver: BetterSqlite3Driver,
    private readonly scope: UnitScope,
  ) {
    super(driver);
  }

  override async query(text: string, parameters?: unknown[], structured = false): Promise<QueryResult> {
    this.scope.checkRead();
    try {
      return await retrying(
        () => super.query(text, parameters, structured) as Promise<QueryResult>,
        isSqliteBusy,
      );
    } catch (error) {
      throw withoutValues(error);
    }
  }

  /** An open transaction here would hide new commits from everybody who reads. */
  override async startTransaction(): Promise<void> {
    throw new Error('The reading connection writes nothing and holds no transaction: use Database.write.');
  }
}
