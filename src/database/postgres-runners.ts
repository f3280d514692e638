import type { QueryResult } from 'typeorm';
import type { PoolClient } from 'pg';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { DatabaseBusy, withoutValues } from './database-errors.js';
import type { Gate } from './gate.js';
import { isLost } from './postgres-failures.js';
import type { UnitScope } from './unit-scope.js';

/** TypeORM's statements of one unit, on the unit's connection; BEGIN and COMMIT are sent by the engine, not here. */
export class PostgresUnitRunner extends PostgresQueryRunner {
  override isTransactionActive = true;

  constructor(
    driver: PostgresDriver,
    client: PoolClient,
    private readonly gate: Gate,
  ) {
    super(driver, 'master');
    this.databaseConnection = client;
  }

  override query(text: string, parameters?: unknown[], structured = false): Promise<QueryResult> {
    return this.gate.statement(() => super.query(text, parameters, structured) as Promise<QueryResult>);
  }

  override async startTransaction(): Promise<void> {
    throw new Error('A unit of work is one transaction and has none inside.');
  }
}

/** The repositories' statements on a reading connection. */
export class PostgresReadRunner extends PostgresQueryRunner {
  constructor(
    driver: PostgresDriver,
    private readonly scope: UnitScope,
  ) {
    super(driver, 'master');
  }

  override async query(text: string, parameters?: unknown[], structured = false): Promise<QueryResult> {
    this.scope.checkRead();
    try {
      return (await super.query(text, parameters, structured)) as QueryResult;
    } catch (error) {
      throw isLost(error) ? new DatabaseBusy({ cause: error }) : withoutValues(error);
    }
  }

  override async startTransaction(): Promise<void> {
    throw new Error('The reading connection writes nothing and holds no transaction: use Database.write.');
  }
}
