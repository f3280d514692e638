import { createHash } from 'node:crypto';
import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../../src/entities.js';
import type { TestApp } from './app.js';

const tables = getMetadataArgsStorage()
  .tables.filter(({ target }) => (entities as readonly unknown[]).includes(target))
  .map(({ name }) => name!);

/** Of every table how many rows it has, and a fingerprint of what stands in them. */
export type Contents = Readonly<Record<string, string>>;

export function contentsOf(app: TestApp): Promise<Contents> {
  return app.db.write(async (tx) => {
    const all: Record<string, string> = {};
    for (const table of tables) {
      const rows = (await tx.query(`select * from "${table}"`)).map((row) => JSON.stringify(row)).sort();
      all[table] = `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('base64url')}`;
    }
    return all;
  });
}

/** Names of the tables in which something was added, changed or removed. */
export function changed(before: Contents, after: Contents): string[] {
  return Object.keys(before).filter((table) => before[table] !== after[table]);
}
