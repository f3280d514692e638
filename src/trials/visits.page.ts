import { listHref, planShown, slotHref, whenOf } from './hosted-slots.page.js';
import type { Done, ShownPlan, VisitsBase } from './hosted-slots.page.js';
import type { HostedSlot } from './slot-list.service.js';
import { stageOf } from './trial.rules.js';
import type { SlotStage } from './trial.rules.js';
import type { Visitor, Visitors } from './visitor-list.service.js';

/** Who comes, on a sheet that can be printed; and what can be done. */
export interface VisitsPage extends ShownPlan {
  readonly entryTitle: string;
  readonly isOffice: boolean;
  readonly done: Done | null;
  readonly backHref: string;
  readonly stage: SlotStage;
  readonly cancelledWhy: string;
  readonly taken: number;
  readonly days: number;
  readonly people: readonly (Visitor & { readonly n: number; readonly action: string })[];
  readonly notMet: number;
  readonly words: readonly string[];
  readonly takeBackAction: string;
  readonly changeHref: string;
  readonly cancelHref: string;
}

export function toVisitsPage(
  base: VisitsBase,
  { slot, visitors }: { slot: HostedSlot; visitors: Visitors },
  { now, days, done }: { now: Date; days: number; done: Done | null },
): VisitsPage {
  const at = slotHref(base, slot.id);
  return {
    ...whenOf(slot),
    ...planShown(slot),
    ...{ entryTitle: slot.title, isOffice: base === '/office', done, days },
    backHref: base === '/office' ? '/office/visits' : listHref(base, slot.activityId),
    stage: stageOf(slot, now),
    cancelledWhy: slot.cancelledWhy,
    taken: slot.taken,
    people: visitors.people.map((visitor, index) => ({
      ...visitor,
      n: index + 1,
      action: `${at}/requests/${visitor.id}`,
    })),
    notMet: visitors.notMet,
    words: visitors.words,
    takeBackAction: `${at}/not-met`,
    changeHref: `${at}/change`,
    cancelHref: `${at}/cancel`,
  };
}
