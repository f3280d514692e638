import type { DataSource, DataSourceOptions } from 'typeorm';
import type { Row, SqlList, SqlValue } from './sql-template.js';
import type { Snapshot } from './snapshot.js';
import type { Tx } from './tx.js';

export type Entities = NonNullable<DataSourceOptions['entities']>;

/** What differs between SQLite and PostgreSQL. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  /** Read-only; its repositories are what features inject. */
  readonly reader: DataSource;
  read(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): Promise<Row[]>;
  /** One transaction, committed before it resolves. Never called twice at a time. `waited`: milliseconds in the queue. */
  unit<T>(work: (tx: Tx) => Promise<T>, waited: number): Promise<T>;
  snapshot<T>(work: (rows: Snapshot) => Promise<T>): Promise<T>;
  /** Makes what was deleted leave the disk, as far as the engine can be asked to. Never while a unit runs. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
