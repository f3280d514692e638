import { setPriority } from 'node:os';

const LOW = 10;

/**
 * Lets the threads that answer people go first from here on. Called in a thread that works for nobody who waits; elsewhere
 * than on Linux a priority is the whole program's, so that nothing is done.
 */
export function stepAside(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(LOW);
  } catch {
    // A house that forbids it is slower, not broken.
  }
}
