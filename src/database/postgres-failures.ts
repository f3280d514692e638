import { codeOf } from './database-errors.js';

const PASSING_CODES = [
  '55P03', // lock_not_available: another process writes
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
];
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered)/;

/** The server restarts or another process writes: before COMMIT was sent, trying again is safe and will help. */
export function isPassingOnPostgres(error: unknown): boolean {
  const code = codeOf(error);
  if (PASSING_CODES.includes(code) || code.startsWith('08')) return true;
  return error instanceof Error && LOST.test(error.message);
}

/** The server answered COMMIT with an ordinary error: nothing was saved. Anything else leaves it unknown. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}
