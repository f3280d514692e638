import type { Message } from '../web/form.js';
import { sealOf } from './batch.rules.js';
import type { Previewed, ProposedBatch } from './batch.service.js';
import type { BatchLine } from './waiting.service.js';

const ROOT = '/office/certificates';

export interface BatchPage {
  readonly lines: readonly BatchLine[];
  /** How many receive one when a second official confirms. */
  readonly ready: number;
  readonly proposal: ProposedBatch | null;
  /** `told`: who proposed it waits; `asked`: the other one may confirm; `over`: decided or expired. */
  readonly stage: 'new' | 'told' | 'asked' | 'over';
  readonly propose: string;
  readonly confirm: string;
  /** What is confirmed: the names as they stand here. */
  readonly seals: readonly string[];
  readonly withdraw: string | null;
  readonly refusal: Message | null;
}

export function toBatchPage(
  viewing: string,
  { lines, proposal }: Previewed,
  { me, refusal }: { me: string; refusal: Message | null },
): BatchPage {
  const ready = lines.filter(({ standing }) => standing === 'ready');
  const at = `${ROOT}/batches/${viewing}`;
  return {
    lines,
    ready: ready.length,
    proposal,
    stage: stageOf(proposal, me),
    propose: at,
    confirm: `${at}/confirmation`,
    seals: ready.map(sealOf),
    withdraw: proposal && `${ROOT}/proposed-batches/${proposal.id}/withdrawal`,
    refusal,
  };
}

function stageOf(proposal: ProposedBatch | null, me: string): BatchPage['stage'] {
  if (!proposal) return 'new';
  if (proposal.outcome !== null) return 'over';
  return proposal.proposedById === me ? 'told' : 'asked';
}
