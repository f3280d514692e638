import { setImmediate as nextTurn } from 'node:timers/promises';
import { CalendarDay } from '../shared/calendar-day.js';
import { isDue } from './answer-retention.rules.js';

/** Tries looked at in one statement: few, because SQLite stops everything else meanwhile. */
const SLICE = 500;

/** A try at a quiz or a dialogue, as the database gives it. */
export interface TryRow {
  readonly id: string;
  readonly completed_on: string | null;
  readonly started_at: number;
  readonly finished_at: number | null;
}

/**
 * Goes through all tries and hands on those whose answers are to lose their person, some at a time.
 * `read` gives at most so many rows in the order of their ids, beginning behind the given one.
 */
export async function eachOldTry(
  instant: Date,
  read: (after: string, most: number) => Promise<readonly TryRow[]>,
  detach: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  const now = { instant, today: CalendarDay.at(instant) };
  for (let after = ''; ;) {
    const slice = await read(after, SLICE);
    const due = slice.filter((row) => isDue(toAged(row), now)).map(({ id }) => id);
    if (due.length > 0) await detach(due);
    if (slice.length < SLICE) return;
    after = slice.at(-1)!.id;
    await nextTurn();
  }
}

function toAged(row: TryRow) {
  return { completedOn: row.completed_on, startedAt: row.started_at, finishedAt: row.finished_at };
}
