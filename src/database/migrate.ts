import type { DataSource } from 'typeorm';
import { StartRefused } from './database-errors.js';

/** Names of the migrations this code knows and this database has not seen, oldest first. @throws StartRefused */
export async function pendingMigrations(writer: DataSource): Promise<string[]> {
  const known = writer.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const runner = writer.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return known;
    const rows = (await runner.query('select name from migrations')) as { name: string }[];
    const done = new Set(rows.map((row) => row.name));
    const newer = [...done].filter((name) => !known.includes(name));
    if (newer.length > 0)
      throw new StartRefused(
        `The database was written by a newer version of Tomoni (it has "${newer.at(-1)}"). Start that version, or restore a backup made with this one.`,
      );
    return known.filter((name) => !done.has(name));
  } finally {
    await runner.release();
  }
}

/** Brings the tables up to this code, one transaction per migration. */
export async function migrate(writer: DataSource): Promise<void> {
  if ((await pendingMigrations(writer)).length > 0) await writer.runMigrations({ transaction: 'each' });
}
