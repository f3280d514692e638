import { FORMS } from '../activities/activity-content.rules.js';
import type { Area } from '../config/directory-settings.js';
import type { FormView, Message } from '../web/form.js';
import type { Personal } from '../shared/personal-words.rules.js';
import { ANSWER_DAYS, PROPOSAL_PARTS, shownSupport } from './proposal.rules.js';
import type { OwnProposal, PeerProposal } from './proposal.service.js';

export const PROPOSALS = '/activities/proposals';
export const PROPOSALS_A_PAGE = 20;

/** What is shown of any proposal: names instead of ids, and no small number. */
interface Shown {
  /** Null where none was chosen. */
  readonly areaName: string | null;
  readonly entryHref: string | null;
  /** Null: fewer than ten. */
  readonly support: number | null;
}

export type ShownPeerProposal = PeerProposal & Shown & { readonly action: string };
export type ShownOwnProposal = OwnProposal &
  Shown & { readonly action: string; readonly canWithdraw: boolean };

export interface ProposalsPage {
  readonly proposals: readonly ShownPeerProposal[];
  readonly total: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
}

export function toProposalsPage(
  { proposals, total }: { readonly proposals: readonly PeerProposal[]; readonly total: number },
  { number, areas }: { readonly number: number; readonly areas: readonly Area[] },
): ProposalsPage {
  return {
    total,
    proposals: proposals.map((one) => ({
      ...one,
      ...toShown(one, areas),
      action: `${PROPOSALS}/${one.id}/support${number > 1 ? `?page=${number}` : ''}`,
    })),
    earlierHref: number > 1 ? listHref(number - 1) : null,
    laterHref: number * PROPOSALS_A_PAGE < total ? listHref(number + 1) : null,
  };
}

export function listHref(number: number): string {
  return number > 1 ? `${PROPOSALS}?page=${number}` : PROPOSALS;
}

export interface OwnProposalsPage {
  readonly proposals: readonly ShownOwnProposal[];
  /** What happened on the way here: `sent`, `withdrawn`; null: nothing. */
  readonly note: string | null;
  readonly refusal: Message | null;
  readonly days: number;
}

export function toOwnPage(
  proposals: readonly OwnProposal[],
  at: { readonly areas: readonly Area[]; readonly note: string | null; readonly refusal: Message | null },
): OwnProposalsPage {
  return {
    proposals: proposals.map((one) => ({
      ...one,
      ...toShown(one, at.areas),
      action: `${PROPOSALS}/${one.id}`,
      canWithdraw: one.state !== 'realised',
    })),
    ...{ note: at.note, refusal: at.refusal, days: ANSWER_DAYS },
  };
}

export interface NewProposalPage {
  readonly form: FormView;
  readonly forms: readonly string[];
  readonly areas: readonly Area[];
  readonly parts: readonly string[];
  readonly days: number;
  /** What the writer is asked about before it is sent. */
  readonly found: readonly Personal[];
  readonly sure: string;
}

export function toNewPage(
  form: FormView,
  areas: readonly Area[],
  found: readonly Personal[] = [],
): NewProposalPage {
  const lists = { forms: FORMS, parts: PROPOSAL_PARTS };
  return { form, areas, ...lists, days: ANSWER_DAYS, found, sure: found.join(',') };
}

export function toShown(
  one: {
    readonly area: string;
    readonly supporters: number;
    readonly entry: { readonly id: string } | null;
  },
  areas: readonly Area[],
): Shown {
  return {
    areaName: areas.find(({ id }) => id === one.area)?.name ?? null,
    entryHref: one.entry && `/activities/${one.entry.id}`,
    support: shownSupport(one.supporters),
  };
}
