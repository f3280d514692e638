import BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import type { Driver } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { Config } from '../config/config.js';
import { forSqlite } from './bindings.js';
import { prepareDirectory, sqliteFile } from './data-directory.js';
import { StartRefused } from './database-errors.js';
import type { Entities } from './engine.js';
import { migrate, pendingMigrations } from './migrate.js';
import { migrations } from './migrations.js';
import { SnakeCase } from './naming-strategy.js';
import { withoutOtherServer } from './single-server.js';
import { handleOf, SqliteEngine } from './sqlite-engine.js';
import { SqliteReadRunner } from './sqlite-runners.js';
import type { UnitScope } from './unit-scope.js';

/** While starting it is right to wait for the CLI; while serving it would stop everybody. */
const STARTING_TIMEOUT = 5_000;

export async function openSqlite(
  config: Config,
  entities: Entities,
  scope: UnitScope,
): Promise<SqliteEngine> {
  prepareDirectory(config.dataDir);
  const options: BetterSqlite3DataSourceOptions = {
    type: 'better-sqlite3',
    driver: BetterSqlite3,
    database: sqliteFile(config),
    entities,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
  };
  const writer = await openWriter(config, options);
  try {
    return new SqliteEngine(writer, await openReader(options, scope));
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

async function openWriter(config: Config, options: BetterSqlite3DataSourceOptions): Promise<DataSource> {
  const writer = new DataSource({ ...options, migrations, enableWAL: true, timeout: STARTING_TIMEOUT });
  bindNumbers(writer.driver);
  await writer.initialize().catch((error: unknown) => {
    throw new StartRefused(`The database ${options.database} cannot be opened: ${reason(error)}.`, {
      cause: error,
    });
  });
  try {
    if ((await pendingMigrations(writer)).length > 0)
      await withoutOtherServer(config, async () => migrateTables(writer));
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  const handle = handleOf(writer);
  handle.pragma('busy_timeout = 0');
  handle.pragma('foreign_keys = ON');
  handle.pragma('synchronous = FULL'); // WAL alone means NORMAL: a power cut would take the last commits
  handle.pragma('secure_delete = ON'); // what a person had erased is not left in free pages
  return writer;
}

/** Changing a table on SQLite rebuilds it: TypeORM turns foreign keys off meanwhile, so they are checked afterwards. */
async function migrateTables(writer: DataSource): Promise<void> {
  await migrate(writer);
  const broken = handleOf(writer).pragma('foreign_key_check') as { table: string }[];
  if (broken[0])
    throw new StartRefused(
      `After changing the tables, "${broken[0].table}" refers to missing rows. Restore the last backup.`,
    );
}

async function openReader(options: BetterSqlite3DataSourceOptions, scope: UnitScope): Promise<DataSource> {
  const reader = new DataSource({ ...options, readonly: true, fileMustExist: true, timeout: 0 });
  const driver = reader.driver as BetterSqlite3Driver;
  const runner = new SqliteReadRunner(driver, scope);
  driver.createQueryRunner = () => runner;
  return reader.initialize();
}

/** TypeORM writes numbers into the text of a statement: each new instant would be a statement to be prepared. */
function bindNumbers(driver: Driver): void {
  const original = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (text, parameters) =>
    original(
      text,
      Object.fromEntries(
        Object.entries(parameters).map(([name, value]: [string, unknown]) => [
          name,
          typeof value === 'number' ? forSqlite(value) : value,
        ]),
      ),
    );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
