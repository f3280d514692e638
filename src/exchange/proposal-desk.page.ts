import type { Area } from '../config/directory-settings.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { toShown } from './proposal.page.js';
import { ANSWER_DAYS, DESK_LISTS, REPLY_STATES, isLate, lastDayFor } from './proposal.rules.js';
import type { DeskList, Quarter } from './proposal.rules.js';
import type { DeskProposal, DeskReply } from './proposal-desk.service.js';
import type { WishTableView } from './wish.page.js';

export const DESK = '/office/proposals';
export const DESK_A_PAGE = 30;
const LINES = [1, 2, 3, 4, 5, 6, 7, 8];

interface Figure {
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly waiting: number;
}

export interface ShownDeskProposal extends DeskProposal {
  readonly href: string;
  readonly areaName: string | null;
  readonly entryHref: string | null;
  /** Null: fewer than ten. */
  readonly support: number | null;
  readonly isLate: boolean;
  /** Until when it should be answered. */
  readonly due: CalendarDay;
}

export interface DeskPage {
  readonly of: DeskList;
  readonly lists: readonly { readonly of: DeskList; readonly href: string; readonly isShown: boolean }[];
  readonly proposals: readonly ShownDeskProposal[];
  readonly total: number;
  readonly figure: Figure;
  readonly days: number;
  /** What happened on the way here: `replied`, `gone`; null: nothing. */
  readonly note: string | null;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function deskHref(of: DeskList, number = 1): string {
  return `${DESK}?of=${of}${number > 1 ? `&page=${number}` : ''}`;
}

export function toDeskPage(
  { proposals, total }: { readonly proposals: readonly DeskProposal[]; readonly total: number },
  at: {
    readonly of: DeskList;
    readonly number: number;
    readonly today: CalendarDay;
    readonly areas: readonly Area[];
    readonly figure: Figure;
    readonly note: string | null;
  },
): DeskPage {
  const { of, number, figure, note } = at;
  return {
    ...{ of, total, figure, note, days: ANSWER_DAYS },
    lists: DESK_LISTS.map((one) => ({ of: one, href: deskHref(one), isShown: one === of })),
    proposals: proposals.map((one) => toShownDesk(one, at)),
    earlierHref: number > 1 ? deskHref(of, number - 1) : null,
    laterHref: number * DESK_A_PAGE < total ? deskHref(of, number + 1) : null,
  };
}

export interface DeskProposalPage {
  readonly proposal: ShownDeskProposal;
  readonly replies: readonly DeskReply[];
  readonly form: FormView;
  readonly states: readonly string[];
  readonly yesNo: readonly string[];
  readonly ready: readonly { readonly state: string; readonly href: string }[];
}

export function toDeskProposalPage(
  { proposal, replies }: { readonly proposal: DeskProposal; readonly replies: readonly DeskReply[] },
  at: { readonly form: FormView; readonly today: CalendarDay; readonly areas: readonly Area[] },
): DeskProposalPage {
  return {
    proposal: toShownDesk(proposal, at),
    replies,
    form: at.form,
    states: REPLY_STATES,
    yesNo: ['yes', 'no'],
    ready: REPLY_STATES.map((state) => ({ state, href: `${DESK}/${proposal.id}?ready=${state}#reply` })),
  };
}

export interface QuarterPage {
  readonly quarter: Quarter;
  readonly quarters: readonly {
    readonly quarter: Quarter;
    readonly href: string;
    readonly isShown: boolean;
  }[];
  readonly proposals: readonly ShownDeskProposal[];
  readonly figure: Figure;
  readonly days: number;
  readonly today: CalendarDay;
  /** To write on. */
  readonly lines: readonly number[];
  readonly table: WishTableView;
  readonly texts: readonly string[];
}

export function toQuarterPage(
  quarters: readonly Quarter[],
  at: {
    readonly quarter: Quarter;
    readonly proposals: readonly DeskProposal[];
    readonly figure: Figure;
    readonly today: CalendarDay;
    readonly areas: readonly Area[];
    readonly table: WishTableView;
    readonly texts: readonly string[];
  },
): QuarterPage {
  const { quarter, figure, table, texts } = at;
  return {
    ...{ quarter, figure, table, texts, days: ANSWER_DAYS, today: at.today, lines: LINES },
    quarters: quarters.map((one) => ({
      quarter: one,
      href: `${DESK}/quarter?of=${one.key}`,
      isShown: one.key === quarter.key,
    })),
    proposals: at.proposals.map((one) => toShownDesk(one, at)),
  };
}

function toShownDesk(
  one: DeskProposal,
  { today, areas }: { readonly today: CalendarDay; readonly areas: readonly Area[] },
): ShownDeskProposal {
  return {
    ...one,
    ...toShown(one, areas),
    href: `${DESK}/${one.id}`,
    isLate: isLate(one, today),
    due: lastDayFor(one.sentAt),
  };
}
