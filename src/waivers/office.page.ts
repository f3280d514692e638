import type { Message } from '../web/form.js';
import type { ShownWaiver } from './waivers.service.js';

export const LINES = 50;
const ROOT = '/office/waivers';

/** At the office without a name: who needs it opens the list of a year, where looking is recorded. */
type Nameless = Omit<ShownWaiver, 'name'>;

export interface OfficePage {
  readonly waivers: readonly (Nameless & { readonly href: string })[];
  readonly total: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toOfficePage(
  { waivers, total }: { waivers: readonly ShownWaiver[]; total: number },
  page: number,
): OfficePage {
  return {
    waivers: waivers.map((waiver) => ({ ...waiver, href: `${ROOT}/${waiver.id}` })),
    total,
    earlierHref: page > 1 ? `${ROOT}?page=${page - 1}` : null,
    laterHref: page * LINES < total ? `${ROOT}?page=${page + 1}` : null,
  };
}

export interface OfficeWaiverPage {
  readonly waiver: Nameless;
  readonly action: string;
  /** Who proposed it does not confirm it. */
  readonly isMine: boolean;
  readonly refusal: Message | null;
}

export function toOfficeWaiverPage(
  waiver: ShownWaiver,
  { me, refusal }: { me: string; refusal: Message | null },
): OfficeWaiverPage {
  const proposal = waiver.state === 'lift-proposed' ? waiver.liftProposed : waiver.proposed;
  return { waiver, action: `${ROOT}/${waiver.id}`, isMine: proposal?.byId === me, refusal };
}
