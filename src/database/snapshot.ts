import type { Row, SqlList, SqlValue } from './sql-template.js';

/** One consistent state of the database, on a connection of its own. */
export interface Snapshot {
  sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]>;
  one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null>;
  /** Batches of rows in constant memory: `for await (const rows of snapshot.iterate\`…\`) …`. One at a time. */
  iterate<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): AsyncIterable<T[]>;
}
