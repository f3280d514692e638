import { randomBytes } from 'node:crypto';
import { CODE_BYTES, codeFrom } from '../../src/trials/trial-code.rules.js';
import { TrialRequests } from '../../src/trials/trial-requests.service.js';
import type { Asking } from '../../src/trials/trial-requests.service.js';
import { TrialSlot } from '../../src/trials/trial-slot.entity.js';
import { TrialSlots } from '../../src/trials/trial-slots.service.js';
import type { SlotFields } from '../../src/trials/trial-slots.service.js';
import { ALL_WAYS } from '../../src/trials/trial.rules.js';
import type { TestApp } from '../support/app.js';
import { anActivity } from './activity.js';

type SlotState = Partial<SlotFields> & {
  /** Made where none is given. */
  activity?: { id: string };
  /** What visitors read; null unless it is called off. */
  offBecause?: string | null;
};

/** A slot a week from now, from half past one to three, with five seats. */
export async function aTrialSlot(
  app: TestApp,
  { activity, offBecause = null, ...fields }: SlotState = {},
): Promise<TrialSlot> {
  const { id: activityId } = activity ?? (await anActivity(app));
  const slots = app.get(TrialSlots);
  return app.db.write(async (tx) => {
    const { id } = await slots.make(tx, activityId, {
      day: app.clock.today().plusDays(7),
      fromMinute: 13 * 60 + 30,
      toMinute: 15 * 60,
      seats: 5,
      ways: ALL_WAYS,
      meetingPoint: '1階の入口で、名札をつけた人が待っています。',
      note: '',
      ...fields,
    });
    if (offBecause !== null) await slots.cancel(tx, id, offBecause);
    return (await tx.findOne(TrialSlot, { id }))!;
  });
}

/** A request for a seat: watching only, unless told otherwise. */
export async function aTrialRequest(
  app: TestApp,
  slot: { id: string },
  state: Partial<Asking> = {},
): Promise<{ id: string; code: string }> {
  const code = state.code ?? codeFrom(randomBytes(CODE_BYTES));
  const asking = {
    way: 'watch' as const,
    name: '',
    leavesEarly: false,
    brings: false,
    needs: '',
    email: null,
    seen: null,
    lang: 'ja' as const,
    // Each from a network of its own: a test that asks often does not mean to be one house.
    address: `10.${[...randomBytes(3)].join('.')}`,
    ...state,
    code,
  };
  const id = await app.db.write((tx) => app.get(TrialRequests).ask(tx, slot.id, asking));
  return { id, code };
}
