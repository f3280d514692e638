import type { FormView, Message } from '../web/form.js';
import { toShownOrganiser } from './office-change.page.js';
import type { ShownOrganiser } from './office-change.page.js';
import { ROOT } from './office-list.page.js';
import type { OfficeOrganiser } from './office-records.service.js';

/** Whom the office calls and writes to, with their entries. */
export interface OfficeOrganiserPage {
  readonly organiser: ShownOrganiser;
  readonly entries: readonly { readonly title: string; readonly href: string; readonly isClosed: boolean }[];
  /** How many people keep the entries with an account of their own. */
  readonly accounts: number;
  readonly newHref: string;
  readonly form: FormView;
  readonly refusal: Message | null;
  /** A link was sent just now. */
  readonly isSent: boolean;
}

interface Holdings {
  readonly entries: readonly { readonly id: string; readonly title: string; readonly isClosed: boolean }[];
  readonly accounts: number;
}

export function toOfficeOrganiserPage(
  organiser: OfficeOrganiser,
  { entries, accounts }: Holdings,
  around: { form: FormView; refusal: Message | null; isSent: boolean },
): OfficeOrganiserPage {
  return {
    organiser: toShownOrganiser(organiser),
    entries: entries.map(({ id, title, isClosed }) => ({ title, isClosed, href: `${ROOT}/${id}` })),
    accounts,
    newHref: `${ROOT}/new?organiser=${organiser.id}`,
    ...around,
  };
}
