import { DataSource } from 'typeorm';
import { migrations } from '../src/database/migrations.js';
import { SnakeCase } from '../src/database/naming-strategy.js';
import { entities } from '../src/entities.js';
import { freshDatabase } from './support/database.js';
import type { FreshDatabase } from './support/database.js';

let fresh: FreshDatabase;
let source: DataSource;

beforeAll(async () => {
  fresh = await freshDatabase();
  source = await new DataSource({
    ...(fresh.config.databaseUrl
      ? { type: 'postgres', url: fresh.config.databaseUrl, installExtensions: false }
      : { type: 'better-sqlite3', database: `${fresh.config.dataDir}/tomoni.db` }),
    entities,
    migrations,
    namingStrategy: new SnakeCase(),
  }).initialize();
  await source.runMigrations({ transaction: 'each' });
});

afterAll(async () => {
  await source?.destroy();
  await fresh?.drop();
});

describe('the tables that the migrations make', () => {
  it('are those that the entities describe', async () => {
    const drift = await source.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('are all described by an entity', async () => {
    const described = source.entityMetadatas.map(({ tableName }) => tableName);
    const tables = await tablesOf(source);
    expect(tables.filter((table) => !described.includes(table))).toEqual([]);
  });

  it('have an index that begins with each reference, so that deleting does not read whole tables', async () => {
    const indexes = await indexesOf(source);
    const bare = source.entityMetadatas.flatMap(({ tableName, foreignKeys }) =>
      foreignKeys
        .map(({ columnNames }) => `${tableName}(${columnNames.join()}`)
        .filter(
          (beginning) =>
            !indexes.some((index) => index === `${beginning})` || index.startsWith(`${beginning},`)),
        ),
    );
    expect(bare).toEqual([]);
  });

  it('say what happens to a row whose reference is deleted', async () => {
    const unstated = source.entityMetadatas.flatMap(({ tableName, foreignKeys }) =>
      foreignKeys
        .filter(({ onDelete }) => !onDelete)
        .map(({ columnNames }) => `${tableName}(${columnNames.join()})`),
    );
    expect(unstated).toEqual([]);
  });

  it('go away again, newest first', async () => {
    if (fresh.engine === 'sqlite') await source.query('PRAGMA foreign_keys = OFF');
    for (const _ of migrations) await source.undoLastMigration({ transaction: 'each' });
    expect(await tablesOf(source)).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    expect((await source.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });
});

describe('migrations', () => {
  it('are listed oldest first, each once', () => {
    const times = migrations.map((migration) => Number(migration.name.slice(-13)));
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });
});

async function tablesOf(of: DataSource): Promise<string[]> {
  const rows = await of.query<{ name: string }[]>(
    of.options.type === 'postgres'
      ? `select table_name as name from information_schema.tables where table_schema = 'public'`
      : `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  );
  return rows.map(({ name }) => name).filter((name) => name !== 'migrations');
}

/** `table(first,second)` of every index that holds all rows, those of keys included. */
async function indexesOf(of: DataSource): Promise<string[]> {
  const rows = await of.query<{ index: string }[]>(
    of.options.type === 'postgres'
      ? `select c.relname || '(' || string_agg(a.attname, ',' order by k.place) || ')' as "index"
         from pg_index i
         join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
         cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indpred is null group by i.indexrelid, c.relname`
      : `select m.name || '(' || group_concat(c.name, ',' order by c.seqno) || ')' as "index"
         from sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
         where m.type = 'table' and i.partial = 0 group by m.name, i.name`,
  );
  return rows.map(({ index }) => index);
}
