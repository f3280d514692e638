import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { DatabaseUnwritable, isDiskFailure } from './database-errors.js';
import type { Engine } from './engine.js';
import type { Snapshot } from './snapshot.js';
import type { Row, SqlList, SqlValue } from './sql-template.js';
import type { Tx } from './tx.js';
import type { UnitScope } from './unit-scope.js';

export { list } from './sql-template.js';
export type { Row, SqlValue } from './sql-template.js';
export type { Snapshot } from './snapshot.js';
export type { Tx, Values } from './tx.js';

/** Reads on read-only connections; writes one unit of work at a time. The only way to write. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly on: Engine,
    private readonly scope: UnitScope,
  ) {}

  get engine(): 'sqlite' | 'postgres' {
    return this.on.name;
  }

  /**
   * Runs `work` alone, in the order of asking, in one transaction that is committed before this resolves.
   * `work` awaits nothing but its tx (hash before, mail after), may run again, and has ten seconds.
   * @throws what `work` threw, and nothing is saved; DatabaseUnavailable when the database cannot serve just now.
   */
  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.scope.isInside())
      throw new Error('A unit of work inside a unit of work: pass the tx on instead.');
    const asked = performance.now();
    return this.inTurn(() => this.on.unit((tx) => this.scope.run(() => work(tx)), performance.now() - asked));
  }

  /** Makes what was deleted leave the disk. For the moment after an erasure, and now and then. */
  async scrub(): Promise<void> {
    await this.inTurn(() => this.on.scrub());
  }

  /** The rows of the last committed state. Each template is prepared once per call site; values are bound. */
  async sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]> {
    this.scope.checkRead();
    return (await this.on.read(strings, values)) as T[];
  }

  /** The first row, or null. */
  async one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null> {
    this.scope.checkRead();
    return ((await this.on.read(strings, values))[0] as T | undefined) ?? null;
  }

  /** For exports: one consistent state while others write, however long it takes; closed when `work` ends. */
  async snapshot<T>(work: (rows: Snapshot) => Promise<T>): Promise<T> {
    if (this.scope.isInside()) throw new Error('A snapshot inside a unit of work would not see its rows.');
    return this.on.snapshot(work);
  }

  private async inTurn<T>(act: () => Promise<T>): Promise<T> {
    const before = this.last;
    let done = () => {};
    this.last = new Promise((resolve) => (done = resolve));
    await before;
    try {
      return await act();
    } catch (error) {
      throw isDiskFailure(error) ? new DatabaseUnwritable({ cause: error }) : error;
    } finally {
      done();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.last;
    await this.on.close();
  }
}
