import { QueryFailedError } from 'typeorm';
import { ConfigError } from '../config/config-error.js';

/** Another process held the database too long. Nothing was saved; trying again helps (503, the words kept). */
export class DatabaseBusy extends Error {
  constructor(options?: ErrorOptions) {
    super('the database is busy', options);
  }
}

/** The connection broke while committing: whether the unit was saved is unknown. It is never reported as saved. */
export class CommitUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super('the connection was lost during COMMIT', options);
  }
}

/** A unit of work took longer than its ten seconds and was rolled back. */
export class UnitTimedOut extends Error {
  constructor() {
    super('a unit of work did not end in time and was rolled back');
  }
}

/** The program cannot start on this database. The message says what to do, in one line. */
export class StartRefused extends ConfigError {}

/** SQLITE_… or SQLSTATE of a failed statement, from either driver; an empty string for anything else. */
export function codeOf(error: unknown): string {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : '';
}

/** A row with these unique values is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error));
}

/** Takes what people wrote out of an error before it can reach a log: bound values and "Key (email)=(…)". */
export function withoutValues(error: unknown): unknown {
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : null;
  if (error instanceof QueryFailedError) Object.assign(error, { parameters: [] });
  for (const one of [error, driverError])
    if (one instanceof Error && 'detail' in one) Object.assign(one, { detail: undefined, where: undefined });
  return error;
}
