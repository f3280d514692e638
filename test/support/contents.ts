import { getMetadataArgsStorage } from 'typeorm';
import type { Tx } from '../../src/database/tx.js';
import { entities } from '../../src/entities.js';
import type { TestApp } from './app.js';

const tables = getMetadataArgsStorage()
  .tables.filter(({ target }) => (entities as readonly unknown[]).includes(target))
  .map(({ name }) => name!);

/** Of every table how often a row of it was added, changed or removed since somebody first asked. */
export type Contents = Readonly<Record<string, number>>;

const counts = new WeakMap<TestApp, Record<string, number>>();

/** Asking costs the same however much stands in the tables: they note themselves that they were changed. */
export function contentsOf(app: TestApp): Promise<Contents> {
  return app.db.write(async (tx) => {
    const known = counts.get(app);
    if (!known) await watch(tx, app.db.engine);
    const all = known ?? Object.fromEntries(tables.map((table) => [table, 0]));
    for (const row of await tx.query('delete from noted_change returning name'))
      all[(row as { name: string }).name]! += 1;
    counts.set(app, all);
    return { ...all };
  });
}

/** Names of the tables in which something was added, changed or removed. */
export function changed(before: Contents, after: Contents): string[] {
  return Object.keys(before).filter((table) => before[table] !== after[table]);
}

/** A row that is written as it stands there already is not changed; what is rolled back leaves no note either. */
async function watch(tx: Tx, engine: 'sqlite' | 'postgres'): Promise<void> {
  await tx.query('create table noted_change (name text not null)');
  if (engine === 'postgres')
    await tx.query(`
      create function note_change() returns trigger language plpgsql as $$ begin
        if tg_op <> 'UPDATE' or old::text is distinct from new::text then
          insert into noted_change values (tg_table_name);
        end if;
        return null;
      end $$`);
  for (const table of tables)
    if (engine === 'postgres')
      await tx.query(`
        create trigger note_change after insert or update or delete on "${table}"
        for each row execute function note_change()`);
    else await watchInSqlite(tx, table);
}

async function watchInSqlite(tx: Tx, table: string): Promise<void> {
  const columns = (await tx.query(`pragma table_info("${table}")`)) as { name: string }[];
  const isOther = columns.map(({ name }) => `old."${name}" is not new."${name}"`).join(' or ');
  for (const [act, when] of [
    ['insert', ''],
    ['update', `when ${isOther}`],
    ['delete', ''],
  ])
    await tx.query(`
      create trigger note_${act}_of_${table} after ${act} on "${table}" ${when}
      begin insert into noted_change values ('${table}'); end`);
}
