import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import type { Message } from '../web/form.js';
import { toHead } from './cohorts.page.js';
import type { CohortHead } from './cohorts.page.js';
import type { SignOffLine, SignOffPart } from './sign-off.service.js';

export const LINES = 50;

export interface SignOffPage extends CohortHead {
  readonly lines: readonly (SignOffLine & { readonly action: string })[];
  readonly total: number;
  /** 1 for the first line of this page; 0 when there is none. */
  readonly from: number;
  readonly to: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly refusal: Message | null;
}

export function toSignOffPage(
  cohort: FacilitatedCohort,
  {
    edition,
    part,
    page,
    refusal,
  }: { edition: Edition; part: SignOffPart; page: number; refusal: Message | null },
): SignOffPage {
  const head = toHead(cohort, edition);
  const at = `${head.href}/sign-off`;
  const before = (page - 1) * LINES;
  const { lines, total } = part;
  return {
    ...head,
    lines: lines.map((line) => ({ ...line, action: `${at}/${line.enrolmentId}` })),
    total,
    from: lines.length === 0 ? 0 : before + 1,
    to: before + lines.length,
    earlierHref: page > 1 ? `${at}?page=${page - 1}` : null,
    laterHref: before + lines.length < total ? `${at}?page=${page + 1}` : null,
    refusal,
  };
}
