import type { Decision } from './application.entity.js';

/** What applications may be decided by. Words: `applications.criterion.<name>`. */
export const CRITERIA = ['area', 'waited', 'plans', 'dates', 'balance', 'lot'] as const;
export type Criterion = (typeof CRITERIA)[number];

export const DECISIONS: readonly Decision[] = ['accepted', 'waitlisted', 'declined'];

/** What was typed for one application. */
export interface Line {
  readonly applicationId: string;
  readonly decision: string;
  readonly rank: string;
}

/** What is about to be decided of one application; null: nothing yet. */
export interface Proposal {
  readonly applicationId: string;
  readonly decision: Decision | null;
  readonly rank: number | null;
}

/** One thing to look at, at the control it concerns. */
export interface Fault {
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, number>>;
}

interface Room {
  /** Seats that are left; null: no limit. */
  readonly left: number | null;
  readonly placesOf: (applicationId: string) => number;
  /** Places of the waiting list that are taken already. */
  readonly takenRanks: readonly number[];
}

/** Reads what was typed. Faults, where there are any, are told at their controls and nothing is proposed. */
export function readProposals(
  lines: readonly Line[],
  room: Room,
): { readonly proposals: readonly Proposal[]; readonly faults: readonly Fault[] } {
  const proposals = lines.map(toProposal);
  const faults: Fault[] = [];
  const ranks = new Set(room.takenRanks);
  let places = 0;
  let isOver = false;
  for (const [index, proposal] of proposals.entries()) {
    const field = `rank-${index}`;
    if (proposal.decision !== 'waitlisted' && lines[index]!.rank.trim() !== '')
      faults.push({ field, code: 'applications.rank.only', params: {} });
    if (proposal.decision === 'waitlisted') {
      if (proposal.rank === null) faults.push({ field, code: 'applications.rank.shape', params: {} });
      else if (ranks.has(proposal.rank))
        faults.push({ field, code: 'applications.rank.twice', params: { rank: proposal.rank } });
      else ranks.add(proposal.rank);
    }
    if (proposal.decision !== 'accepted') continue;
    places += room.placesOf(proposal.applicationId);
    if (isOver || room.left === null || places <= room.left) continue;
    isOver = true;
    faults.push({
      field: `decision-${index}`,
      code: 'applications.decision.over',
      params: { left: room.left },
    });
  }
  return { proposals, faults };
}

function toProposal({ applicationId, decision, rank }: Line): Proposal {
  const known = DECISIONS.find((one) => one === decision) ?? null;
  const digits = rank.normalize('NFKC').trim();
  const number = /^[1-9]\d{0,2}$/.test(digits) ? Number(digits) : null;
  return { applicationId, decision: known, rank: known === 'waitlisted' ? number : null };
}
