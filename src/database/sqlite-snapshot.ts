import BetterSqlite3 from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bind, forSqlite } from './bindings.js';
import { retrying } from './retry.js';
import type { Snapshot } from './snapshot.js';
import { questionMark, Templates } from './sql-template.js';
import type { Row, SqlList, SqlValue } from './sql-template.js';
import { isSqliteBusy } from './sqlite-busy.js';

/** Rows between two turns of the event loop: about a millisecond of work. */
const BATCH = 250;

/** A read-only connection of its own, whose one transaction keeps seeing the state at its beginning. */
export async function sqliteSnapshot<T>(file: string, work: (rows: Snapshot) => Promise<T>): Promise<T> {
  const handle = new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: 0 });
  const snapshot = new SqliteSnapshot(handle);
  try {
    await retrying(async () => snapshot.begin(), isSqliteBusy);
    return await work(snapshot);
  } finally {
    snapshot.close();
  }
}

class SqliteSnapshot implements Snapshot {
  private readonly templates: Templates<BetterSqlite3.Statement<unknown[], Row>>;
  private readonly unfinished = new Set<Iterator<Row>>();

  constructor(private readonly handle: BetterSqlite3.Database) {
    this.templates = new Templates(questionMark, ({ text }) => handle.prepare<unknown[], Row>(text));
  }

  begin(): void {
    if (!this.handle.inTransaction) this.handle.exec('BEGIN');
    this.handle.prepare('select count(*) from sqlite_schema').get(); // BEGIN alone chooses no state yet
  }

  close(): void {
    for (const rows of this.unfinished) rows.return?.(); // an open statement would keep the connection open
    this.handle.close();
  }

  async sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]> {
    return this.templates.for(strings, values).all(bind(values, forSqlite)) as T[];
  }

  async one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null> {
    return (this.templates.for(strings, values).get(bind(values, forSqlite)) as T | undefined) ?? null;
  }

  async *iterate<T = Row>(
    strings: TemplateStringsArray,
    ...values: (SqlValue | SqlList)[]
  ): AsyncGenerator<T[]> {
    const rows = this.templates.for(strings, values).iterate(bind(values, forSqlite));
    this.unfinished.add(rows);
    try {
      let batch: T[] = [];
      for (const row of rows) {
        batch.push(row as T);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
        await nextTurn();
      }
      if (batch.length > 0) yield batch;
    } finally {
      this.unfinished.delete(rows);
    }
  }
}
