import type { EntityTarget, FindManyOptions, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Row, SqlList, SqlValue } from './sql-template.js';

/** Column values; a function gives an SQL expression: `{ n: () => 'n + 1' }`. */
export type Values<E> = { [K in keyof E]?: E[K] | (() => string) };

/**
 * One unit of work: everything done through it is saved together or not at all.
 * There is no `save` and no `remove`: they would write back columns read before the unit began and undo other
 * people's writes. When a statement fails the unit cannot be saved any more, on either engine.
 */
export interface Tx {
  find<E extends ObjectLiteral>(entity: EntityTarget<E>, options?: FindManyOptions<E>): Promise<E[]>;
  /** An empty or undefined condition throws: it would name an arbitrary row. */
  findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<E | null>;
  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: Values<E> | Values<E>[]): Promise<void>;
  /** How many rows were changed. An empty or undefined condition throws. */
  update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    patch: Values<E>,
  ): Promise<number>;
  /** How many rows were deleted. An empty or undefined condition throws. */
  delete<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<number>;
  /** Inserts, or overwrites the given columns of the row that has these values in `conflictKeys`. */
  upsert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    row: Values<E>,
    conflictKeys: (keyof E & string)[],
  ): Promise<void>;
  sql<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T[]>;
  one<T = Row>(strings: TemplateStringsArray, ...values: (SqlValue | SqlList)[]): Promise<T | null>;
  /** For text made at run time; its placeholders are $1, $2 … on both engines. */
  query(text: string, params?: readonly SqlValue[]): Promise<unknown[]>;
}
