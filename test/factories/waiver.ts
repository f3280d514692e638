import { Waiver } from '../../src/learning/waiver.entity.js';
import { LearningService } from '../../src/learning/learning.service.js';
import type { Target, WaiverState } from '../../src/learning/waiver.rules.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { aPerson } from './person.js';

interface Known {
  readonly target?: Target;
  readonly state?: WaiverState;
  readonly note?: string | null;
  readonly kind?: Waiver['kind'];
}

/** A waiver as far on its way as is wanted, by people of the house who do nothing else. */
export async function aWaiver(
  app: TestApp,
  { id: enrolmentId }: { readonly id: string },
  { target = { scope: 'step', target: 'a/yomu' }, state = 'proposed', ...known }: Known = {},
): Promise<string> {
  const proposer = await aPerson(app, { roles: ['facilitator'], displayName: '進行 みどり' });
  const official = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
  const at = app.clock.now();
  const id = newId(at);
  await app.db.write(async (tx) => {
    await tx.insert(Waiver, {
      ...{ id, enrolmentId, ...target, kind: 'equivalent', note: null, ...known },
      ...{ proposedById: proposer.id, proposedAt: at, confirmedById: null, confirmedAt: null },
      ...{ liftProposedById: null, liftProposedAt: null, closedById: null, closedAt: null },
    });
    const learning = app.get(LearningService);
    if (state === 'confirmed' || state === 'lift-proposed' || state === 'lifted')
      await learning.waive(tx, { id, enrolmentId, confirmedById: official.id });
    if (state === 'lift-proposed' || state === 'lifted')
      await tx.update(Waiver, { id }, { liftProposedById: proposer.id, liftProposedAt: at });
    if (state === 'lifted') await learning.takeBackWaiver(tx, { id, enrolmentId, closedById: official.id });
    if (state === 'returned') await tx.update(Waiver, { id }, { closedById: official.id, closedAt: at });
  });
  return id;
}
