import type { BatchLine } from './waiting.service.js';

export interface BatchPage {
  readonly lines: readonly BatchLine[];
  /** How many a press of the button makes. */
  readonly ready: number;
  readonly action: string;
}

export function toBatchPage(viewing: string, lines: readonly BatchLine[]): BatchPage {
  return {
    lines,
    ready: lines.filter(({ standing }) => standing === 'ready').length,
    action: `/office/certificates/batches/${viewing}`,
  };
}
