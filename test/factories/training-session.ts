import { TrainingSession } from '../../src/cohorts/training-session.entity.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';

const HOUR = 60 * 60_000;

export interface DateState {
  readonly cohort: { readonly id: string };
  readonly module?: string;
  readonly step?: string;
  /** From now; negative: it has begun. */
  readonly inHours?: number;
  readonly place?: string;
  readonly isCancelled?: boolean;
}

/** A date of a cohort for a session, of module `a`, three hours long, tomorrow unless told otherwise. */
export async function aDate(
  app: TestApp,
  {
    cohort,
    module = 'a',
    step = 'kai-1',
    inHours = 24,
    place = '市民会館 2階',
    isCancelled = false,
  }: DateState,
): Promise<string> {
  const now = app.clock.now();
  const startsAt = new Date(now.getTime() + inHours * HOUR);
  const id = newId(now);
  const endsAt = new Date(startsAt.getTime() + 3 * HOUR);
  const cancelledAt = isCancelled ? now : null;
  await app.db.write((tx) =>
    tx.insert(TrainingSession, {
      id,
      cohortId: cohort.id,
      module,
      step,
      startsAt,
      endsAt,
      place,
      cancelledAt,
    }),
  );
  return id;
}
