import { listHref, toSlotLine } from './hosted-slots.page.js';
import type { SlotLine } from './hosted-slots.page.js';
import { MOST_SHOWN } from './slot.rules.js';
import type { HostedSlot } from './slot-list.service.js';

/** All times for visitors. */
export interface OfficeVisitsPage {
  readonly coming: readonly SlotLine[];
  readonly recent: readonly SlotLine[];
  /** How many are shown where there are more; else null. */
  readonly shown: number | null;
}

export function toOfficeVisitsPage(
  coming: readonly HostedSlot[],
  recent: readonly HostedSlot[],
): OfficeVisitsPage {
  return {
    coming: coming.map((slot) => toSlotLine('/office', slot)),
    recent: recent.slice(0, MOST_SHOWN).map((slot) => toSlotLine('/office', slot)),
    shown: recent.length > MOST_SHOWN ? MOST_SHOWN : null,
  };
}

/** An entry to make a time for. */
export interface ChoosePage {
  readonly q: string;
  readonly entries: readonly { readonly title: string; readonly organiser: string; readonly href: string }[];
  /** How many are shown where there are more; else null. */
  readonly shown: number | null;
}

export function toChoosePage(
  q: string,
  entries: readonly { readonly id: string; readonly title: string; readonly organiser: string }[],
): ChoosePage {
  return {
    q,
    entries: entries
      .slice(0, MOST_SHOWN)
      .map(({ id, title, organiser }) => ({ title, organiser, href: listHref('/office', id) })),
    shown: entries.length > MOST_SHOWN ? MOST_SHOWN : null,
  };
}
