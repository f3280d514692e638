import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseBusy } from './database-errors.js';

/** Milliseconds that somebody who asked waits for a busy database. */
export const PATIENCE = 5_000;
const SHORTEST_TRY = 50;
const FIRST_PAUSE = 4;
const LONGEST_PAUSE = 50;

/**
 * Tries again, without blocking the event loop, while `isPassing` says that the failure will pass.
 * At least one try, told how long it may wait itself. `waited` counts towards the five seconds.
 * @throws DatabaseBusy when they are over.
 */
export async function retrying<T>(
  attempt: (patience: number) => Promise<T>,
  isPassing: (error: unknown) => boolean,
  waited = 0,
): Promise<T> {
  const until = performance.now() + PATIENCE - waited;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await attempt(Math.max(until - performance.now(), SHORTEST_TRY));
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (performance.now() >= until) throw new DatabaseBusy({ cause: error });
      await sleep(pause);
    }
  }
}
