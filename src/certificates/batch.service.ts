import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Tx } from '../database/database.js';
import type { PrintableName } from './certificate-maker.js';
import { IssueService } from './issue.service.js';
import type { Actor } from './issue.service.js';
import { NoticeService } from './notice.service.js';
import { ViewingService } from './viewing.service.js';
import { WaitingService } from './waiting.service.js';
import type { BatchLine } from './waiting.service.js';

/** Certificates of one act: more would hold up everybody's writing. The rest is previewed next. */
export const MOST_AT_ONCE = 100;

/** Whom an official previewed. */
export interface Batch {
  readonly cohort: string;
  readonly enrolments: readonly string[];
}

interface Named {
  readonly enrolmentId: string;
  /** Null where the person's own choice is kept. */
  readonly name: PrintableName | null;
}

/** Issues certificates to a cohort in one act, after a look at whom and under which names. */
@Injectable()
export class BatchService {
  constructor(
    private readonly waiting: WaitingService,
    private readonly viewings: ViewingService,
    private readonly issues: IssueService,
    private readonly notices: NoticeService,
    private readonly audit: Audit,
  ) {}

  /** Whoever waits in the cohort; null where nobody does. @throws NotFound for no cohort of ours */
  async find(cohortId: string): Promise<Batch | null> {
    const enrolments = await this.waiting.listWaiting(cohortId, MOST_AT_ONCE);
    return enrolments.length === 0 ? null : { cohort: cohortId, enrolments };
  }

  /** Records that the names are going to be looked at. */
  preview(tx: Tx, official: Actor, batch: Batch): Promise<string> {
    const detail = { cohort: batch.cohort, count: batch.enrolments.length };
    return this.viewings.record(tx, official, { kind: 'batch', purpose: null, question: batch, detail });
  }

  /** One's own preview, within the hour. @throws NotFound */
  async get(personId: string, viewing: string): Promise<{ batch: Batch; lines: BatchLine[] }> {
    const batch = await this.viewings.getQuestion<Batch>(personId, { id: viewing, kind: 'batch' });
    return { batch, lines: await this.waiting.listLines(batch.enrolments) };
  }

  /** Before the unit: digests take their time. Names that were chosen have theirs. */
  async prepare(lines: readonly BatchLine[]): Promise<Named[]> {
    const named: Named[] = [];
    for (const { enrolmentId, name, isChosen, standing } of lines)
      if (standing === 'ready')
        named.push({ enrolmentId, name: isChosen ? null : await this.issues.prepareName(name) });
    return named;
  }

  /** Who received a certificate meanwhile, or chose not to, is passed over: once more changes nothing. */
  async issue(
    tx: Tx,
    official: Actor,
    { viewing, batch, named }: { viewing: string; batch: Batch; named: readonly Named[] },
  ): Promise<void> {
    let count = 0;
    for (const { enrolmentId, name } of named) {
      const holder = await this.issues.issueTo(tx, official, { enrolmentId, name });
      if (holder === null) continue;
      await this.notices.tell(tx, holder);
      count += 1;
    }
    if (count === 0) return;
    const detail = { cohort: batch.cohort, count };
    const object = `viewing:${viewing}` as const;
    await this.audit.record(tx, { actor: official, act: 'certificate.batch-issued', object, detail });
  }
}
