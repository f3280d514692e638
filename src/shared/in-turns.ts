import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE = 32 * 1024;

/**
 * A long text in slices, and between two of them a turn for whoever else waits: a database that answers at once and a
 * reader who takes everything leave none by themselves.
 */
export async function* inTurns(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let slice = '';
  for await (const part of parts) {
    slice += part;
    if (slice.length < SLICE) continue;
    yield slice;
    slice = '';
    await nextTurn();
  }
  if (slice) yield slice;
}
