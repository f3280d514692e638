import type { EntityManager, EntityTarget, FindManyOptions, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { Gate } from './gate.js';
import type { Row, SqlList, SqlValue } from './sql-template.js';
import type { Tx, Values } from './tx.js';

/** SQLite refuses an insert of about a thousand rows with defaults ("expression tree is too large"). */
const ROWS_PER_INSERT = 200;

type Entity<E> = EntityTarget<E>;
type Where<E> = FindOptionsWhere<E>;

/** The statements of one open transaction, without TypeORM. */
export interface RawStatements {
  sql(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): Promise<Row[]>;
  query(text: string, params: readonly SqlValue[]): Promise<unknown[]>;
}

export class UnitTx implements Tx {
  constructor(
    private readonly gate: Gate,
    private readonly manager: EntityManager,
    private readonly raw: RawStatements,
  ) {}

  find<E extends ObjectLiteral>(entity: Entity<E>, options?: FindManyOptions<E>): Promise<E[]> {
    return this.gate.operation(() => this.manager.find(entity, options));
  }

  findOne<E extends ObjectLiteral>(entity: Entity<E>, where: Where<E>): Promise<E | null> {
    return this.gate.operation(async () => this.manager.findOneBy(entity, named(where)));
  }

  insert<E extends ObjectLiteral>(entity: Entity<E>, rows: Values<E> | Values<E>[]): Promise<void> {
    return this.gate.operation(async () => {
      const all = Array.isArray(rows) ? rows : [rows];
      for (let from = 0; from < all.length; from += ROWS_PER_INSERT) {
        const some = all.slice(from, from + ROWS_PER_INSERT) as QueryDeepPartialEntity<E>[];
        await this.manager
          .createQueryBuilder()
          .insert()
          .into(entity)
          .values(some)
          .updateEntity(false)
          .execute();
      }
    });
  }

  update<E extends ObjectLiteral>(entity: Entity<E>, where: Where<E>, patch: Values<E>): Promise<number> {
    return this.gate.operation(async () => {
      const done = await this.manager.update(entity, named(where), patch);
      return done.affected ?? 0;
    });
  }

  delete<E extends ObjectLiteral>(entity: Entity<E>, where: Where<E>): Promise<number> {
    return this.gate.operation(async () => (await this.manager.delete(entity, named(where))).affected ?? 0);
  }

  upsert<E extends ObjectLiteral>(
    entity: Entity<E>,
    row: Values<E>,
    conflictKeys: (keyof E & string)[],
  ): Promise<void> {
    return this.gate.operation(async () => {
      await this.manager.upsert(entity, row, conflictKeys);
    });
  }

  sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]> {
    return this.gate.operation(async () => (await this.raw.sql(strings, values)) as T[]);
  }

  one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null> {
    return this.gate.operation(
      async () => ((await this.raw.sql(strings, values))[0] as T | undefined) ?? null,
    );
  }

  query(text: string, params: readonly SqlValue[] = []): Promise<unknown[]> {
    return this.gate.operation(async () => this.raw.query(text, params));
  }
}

/** Refuses a condition that would name every row, or an arbitrary one. */
function named<E>(where: Where<E>): Where<E> {
  const conditions = Array.isArray(where) ? [] : Object.values(where);
  if (conditions.length === 0 || conditions.some((value) => value === undefined || value === null))
    throw new Error('A condition names its rows: it is not empty, and null is written IsNull().');
  return where;
}
