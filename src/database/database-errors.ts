import { ConfigError } from '../config/config-error.js';

/**
 * The database cannot serve just now. Nothing is reported as saved, and asking again with the same form key is safe:
 * 503, the words kept.
 */
export abstract class DatabaseUnavailable extends Error {}

/** Another process held the database too long, or it is starting again. Nothing was saved. */
export class DatabaseBusy extends DatabaseUnavailable {
  constructor(options?: ErrorOptions) {
    super('the database is busy', options);
  }
}

/** The disk is full, failing or read-only. Nothing was saved; reading goes on. */
export class DatabaseUnwritable extends DatabaseUnavailable {
  constructor(options?: ErrorOptions) {
    super('the database cannot be written: the disk is full, failing or read-only', options);
  }
}

/** The connection broke while committing: whether the unit was saved is unknown; its form key will tell. */
export class CommitUnknown extends DatabaseUnavailable {
  constructor(options?: ErrorOptions) {
    super('the connection was lost during COMMIT', options);
  }
}

/** A unit of work took longer than its ten seconds and was rolled back. */
export class UnitTimedOut extends DatabaseUnavailable {
  constructor() {
    super('a unit of work did not end in time and was rolled back');
  }
}

/** The program cannot start on this database. The message says what to do, in one line. */
export class StartRefused extends ConfigError {}

/** SQLITE_… or SQLSTATE of a failed statement, from either driver or through TypeORM; else an empty string. */
export function codeOf(error: unknown): string {
  const cause: unknown = property(error, 'driverError') ?? error;
  const code = property(cause, 'code');
  return typeof code === 'string' ? code : '';
}

// Not by instanceof: an error from native code may belong to another realm.
export function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of
    ? (of as Record<string, unknown>)[name]
    : undefined;
}

/** A row with these unique values is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error));
}

/** The disk's fault, as SQLite or PostgreSQL names it. */
export function isDiskFailure(error: unknown): boolean {
  return /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN)|53100$|58030$)/.test(codeOf(error));
}

/** Takes what people wrote out of an error before it can reach a log: bound values and "Key (email)=(…)". */
export function withoutValues(error: unknown): unknown {
  if (property(error, 'parameters')) Object.assign(error as object, { parameters: [] });
  for (const one of [error, property(error, 'driverError')])
    if (property(one, 'detail')) Object.assign(one as object, { detail: undefined, where: undefined });
  return error;
}
