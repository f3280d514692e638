import type { TestApp } from './app.js';

/** Which table holds which of these words, in any column. */
export async function everyText(app: TestApp, words: readonly string[]): Promise<string[]> {
  const tables =
    app.db.engine === 'postgres'
      ? await app.db.sql<{ name: string }>`
          select table_name as name from information_schema.tables where table_schema = 'public'`
      : await app.db.sql<{ name: string }>`select name from sqlite_schema where type = 'table'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await app.db.write((tx) => tx.query(`select * from "${name}"`));
    const text = JSON.stringify(rows);
    for (const word of words) if (text.includes(word)) found.push(`${name}: ${word}`);
  }
  return found;
}
