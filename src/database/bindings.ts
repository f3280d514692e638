import { SqlList } from './sql-template.js';
import type { SqlValue } from './sql-template.js';

type Given = readonly (SqlValue | SqlList)[];

/** Flattens lists. @throws TypeError for undefined, Date and whatever else has no one meaning on both engines. */
export function bind(values: Given, toEngine: (value: SqlValue) => unknown): unknown[] {
  const bound: unknown[] = [];
  for (const value of values) {
    if (value instanceof SqlList) for (const item of value.values) bound.push(toEngine(item));
    else bound.push(toEngine(value));
  }
  return bound;
}

/** better-sqlite3 knows no booleans and binds every number as a float (`7 / 2.0`, `'n' || 7.0`). */
export function forSqlite(value: SqlValue): unknown {
  switch (typeof value) {
    case 'string':
    case 'bigint':
      return value;
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'boolean':
      return value ? 1n : 0n;
    default:
      return nullOrBytes(value);
  }
}

export function forPostgres(value: SqlValue): unknown {
  return typeof value === 'object' || typeof value === 'undefined' ? nullOrBytes(value) : value;
}

function nullOrBytes(value: unknown): unknown {
  if (value === null || Buffer.isBuffer(value)) return value;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  throw new TypeError(
    `sql cannot bind ${kind}: instants as getTime(), days as toString(), lists as list(…).`,
  );
}
