import { codeOf } from './database-errors.js';

/** Another process holds what this statement needs. Both codes pass by themselves. */
export function isSqliteBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_BUSY') || code === 'SQLITE_PROTOCOL';
}
