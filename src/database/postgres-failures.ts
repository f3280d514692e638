import { codeOf, property } from './database-errors.js';

const LOCK_NOT_AVAILABLE = '55P03'; // another process writes
const GONE_CODES = [
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
];
/** pg gives these no code. */
const GONE_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has enc)|Query read t)/;
/** Longer than the server's own limits, so it speaks only when nothing comes back at all. */
export const NO_ANSWER = 15_000;

/** The connection is of no more use; the server may be starting again. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (GONE_CODES.includes(code) || code.startsWith('08')) return true;
  return GONE_MESSAGES.test(String(property(error, 'message')));
}

/** Before COMMIT was sent, trying again is safe and will help. */
export function isPassingOnPostgres(error: unknown): boolean {
  return codeOf(error) === LOCK_NOT_AVAILABLE || isLost(error);
}

/** The server answered COMMIT with an ordinary error: nothing was saved. Anything else leaves it unknown. */
export function isRefusal(error: unknown): boolean {
  return property(error, 'severity') === 'ERROR';
}

/** Fails like a lost connection when no answer comes: a cut network says nothing. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Connection terminated: no answer')), NO_ANSWER);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
