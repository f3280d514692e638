import pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { StartRefused } from './database-errors.js';
import type { Entities } from './engine.js';
import { UNIT_LIMIT } from './gate.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';
import { SnakeCase } from './naming-strategy.js';
import { NO_ANSWER } from './postgres-failures.js';
import { PostgresEngine } from './postgres-engine.js';
import { PostgresReadRunner } from './postgres-runners.js';
import type { UnitScope } from './unit-scope.js';

const READERS = 10;
/** Units wait in the queue, not here; one more for the moment in which a broken connection is replaced. */
const WRITERS = 2;

// bigint and numeric (counts, sums, instants) as numbers, as on SQLite; ours stay far below 2^53.
for (const type of [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]) pg.types.setTypeParser(type, Number);

export async function openPostgres(
  url: string,
  entities: Entities,
  scope: UnitScope,
): Promise<PostgresEngine> {
  const options: PostgresDataSourceOptions = {
    type: 'postgres',
    driver: pg,
    url,
    entities,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
    installExtensions: false,
    connectTimeoutMS: 5_000,
  };
  const writer = await openWriter(url, options);
  try {
    return new PostgresEngine(writer, await openReader(options, scope), url);
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

async function openWriter(url: string, options: PostgresDataSourceOptions): Promise<DataSource> {
  const writer = new DataSource({ ...options, migrations, poolSize: WRITERS, extra: { keepAlive: true } });
  await writer.initialize().catch((error: unknown) => {
    throw new StartRefused(
      `PostgreSQL at ${addressOf(url)} cannot be used: ${reason(error)}. Check DATABASE_URL.`,
      {
        cause: error,
      },
    );
  });
  try {
    await migrateAlone(url, writer);
    return writer;
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

/** Of two processes that start at once, the second waits and then finds nothing left to do. */
async function migrateAlone(url: string, writer: DataSource): Promise<void> {
  const lock = new pg.Client({ connectionString: url });
  lock.on('error', () => {});
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock(2)');
    await migrate(writer);
  } finally {
    await lock.end();
  }
}

async function openReader(options: PostgresDataSourceOptions, scope: UnitScope): Promise<DataSource> {
  const session = `-c default_transaction_read_only=on -c statement_timeout=${UNIT_LIMIT}`;
  const reader = new DataSource({
    ...options,
    poolSize: READERS,
    extra: { keepAlive: true, idleTimeoutMillis: 60_000, query_timeout: NO_ANSWER, options: session },
  });
  const driver = reader.driver as PostgresDriver;
  driver.createQueryRunner = () => new PostgresReadRunner(driver, scope);
  return reader.initialize();
}

/** Host and database, never the password. */
function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'no answer';
}
