import type { ReportedStatus } from '../enrolment/reported-fact.entity.js';
import { cutOff, periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

/** What decides whether an enrolment stands in a list. Days are `YYYY-MM-DD`. */
export interface HeldFact {
  readonly enrolmentId: string;
  readonly seq: number;
  readonly recordedAt: number;
  readonly trackCode: string;
  readonly status: ReportedStatus;
  readonly occurredOn: string;
  readonly enrolledOn: string;
  readonly completedOn: string | null;
}

/**
 * Whether a list with names, made of facts up to the `upTo`th, held a row of these facts (of one person). The same
 * conditions as `CompletionsService.names`, which a test lays beside it.
 */
export function holds(question: ReportQuestion, upTo: number, facts: readonly HeldFact[]): boolean {
  const end = cutOff(question);
  const last = new Map<string, HeldFact>();
  for (const fact of facts)
    if (fact.seq <= upTo && fact.recordedAt < end && fact.seq > (last.get(fact.enrolmentId)?.seq ?? -1))
      last.set(fact.enrolmentId, fact);
  return [...last.values()].some((fact) => isListed(question, fact));
}

function isListed(question: ReportQuestion, fact: HeldFact): boolean {
  const period = periodOf(question);
  const [from, to] = [period.from.toString(), period.to.toString()];
  if (question.trackCode !== null && fact.trackCode !== question.trackCode) return false;
  if (fact.enrolledOn > to) return false;
  if (fact.completedOn !== null && fact.completedOn < from) return false;
  return fact.status !== 'left' || fact.occurredOn >= from;
}
