import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Detail } from '../audit/chain.rules.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { CertificateBatch } from './certificate-batch.entity.js';
import type { PrintableName } from './certificate-maker.js';
import { MOST_AT_ONCE, sealOf } from './batch.rules.js';
import { IssueService } from './issue.service.js';
import type { Actor } from './issue.service.js';
import { NoticeService } from './notice.service.js';
import { ProposalExpiry } from './proposal-expiry.service.js';
import { lastDayOf } from './proposal.rules.js';
import type { ProposalOutcome } from './proposal.rules.js';
import { ViewingService } from './viewing.service.js';
import { WaitingService } from './waiting.service.js';
import type { BatchLine } from './waiting.service.js';

/** Whom an official previewed. */
export interface Batch {
  readonly cohort: string;
  readonly enrolments: readonly string[];
  /** What another official proposed, where this is the look before confirming it. */
  readonly proposal?: string;
}

/** What became of a batch that was proposed. */
export interface ProposedBatch {
  readonly id: string;
  readonly cohortId: string;
  readonly viewingId: string;
  readonly proposedById: string;
  readonly proposedAt: Date;
  readonly lastDay: CalendarDay;
  readonly outcome: ProposalOutcome | null;
}

/** A batch that waits for a second official. */
export interface OpenBatch extends ProposedBatch {
  readonly trackTitle: string;
  readonly cohortName: string | null;
  readonly count: number;
}

interface Row {
  id: string;
  cohort_id: string;
  viewing_id: string;
  proposed_by_id: string;
  proposed_at: number;
  outcome: ProposalOutcome | null;
}

/** A preview as it stands now. */
export interface Previewed {
  readonly batch: Batch;
  readonly lines: readonly BatchLine[];
  readonly proposal: ProposedBatch | null;
}

interface Named {
  readonly enrolmentId: string;
  readonly seal: string;
  /** Null where the person's own choice is kept. */
  readonly name: PrintableName | null;
}

/**
 * Issues certificates to a cohort in one act: one official looks over whom and under which names and proposes it, another
 * one looks as well and confirms.
 */
@Injectable()
export class BatchService {
  constructor(
    private readonly waiting: WaitingService,
    private readonly viewings: ViewingService,
    private readonly issues: IssueService,
    private readonly notices: NoticeService,
    private readonly expiry: ProposalExpiry,
    private readonly editions: EditionService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Whoever waits in the cohort; null where nobody does. @throws NotFound for no cohort of ours */
  async find(cohortId: string): Promise<Batch | null> {
    const enrolments = await this.waiting.listWaiting(cohortId, MOST_AT_ONCE);
    return enrolments.length === 0 ? null : { cohort: cohortId, enrolments };
  }

  /** Records that the names are going to be looked at. */
  preview(tx: Tx, official: Actor, batch: Batch): Promise<string> {
    const detail = {
      cohort: batch.cohort,
      count: batch.enrolments.length,
      ...(batch.proposal ? { proposal: batch.proposal } : {}),
    };
    return this.viewings.record(tx, official, { kind: 'batch', purpose: null, question: batch, detail });
  }

  /** One's own preview, within the hour, and what was proposed of it. @throws NotFound */
  async get(personId: string, viewing: string): Promise<Previewed> {
    const batch = await this.viewings.getQuestion<Batch>(personId, { id: viewing, kind: 'batch' });
    const [lines, row] = await Promise.all([
      this.waiting.listLines(batch.enrolments),
      this.database.one<Row>`
        select id, cohort_id, viewing_id, proposed_by_id, proposed_at, outcome from certificate_batch
        where id = ${batch.proposal ?? ''} or viewing_id = ${viewing}`,
    ]);
    const isLate = row?.outcome === null && Number(row.proposed_at) < this.expiry.before().getTime();
    return { batch, lines, proposal: row && toProposed(isLate ? { ...row, outcome: 'expired' } : row) };
  }

  /** The oldest first. */
  async listOpen(): Promise<OpenBatch[]> {
    const rows = await this.database.sql<Row & { track_id: string; name: string | null; question: string }>`
      select b.id, b.cohort_id, b.viewing_id, b.proposed_by_id, b.proposed_at, b.outcome, g.track_id, g.name, v.question
      from certificate_batch b
      join cohort g on g.id = b.cohort_id
      join roster_viewing v on v.id = b.viewing_id
      where b.outcome is null and b.proposed_at >= ${this.expiry.before().getTime()} order by b.proposed_at, b.id`;
    return Promise.all(
      rows.map(async (row) => {
        const { track } = await this.editions.getCurrent(row.track_id);
        const count = (JSON.parse(row.question) as Batch).enrolments.length;
        return { ...toProposed(row), trackTitle: withoutRuby(track.title), cohortName: row.name, count };
      }),
    );
  }

  /** Nobody receives anything yet. @throws DomainError while another one of the cohort is open */
  async propose(
    tx: Tx,
    official: Actor,
    { viewing, batch }: { viewing: string; batch: Batch },
  ): Promise<void> {
    await this.expiry.expire(tx);
    if (await tx.findOne(CertificateBatch, { viewingId: viewing })) return;
    // A look at what another one proposed is no proposal of one's own.
    if (batch.proposal !== undefined) throw new NotFound(`preview ${viewing}`);
    const { cohort: cohortId } = batch;
    if (await tx.findOne(CertificateBatch, { cohortId, outcome: IsNull() }))
      throw new DomainError('certificates.batch.open');
    const proposedAt = this.clock.now();
    const proposal = { id: newId(proposedAt), cohortId, viewingId: viewing, proposedAt };
    const undecided = { outcome: null, decidedById: null, decidedAt: null };
    await tx.insert(CertificateBatch, { ...proposal, proposedById: official.personId, ...undecided });
    const detail = { cohort: cohortId, count: batch.enrolments.length };
    await this.note(tx, official, { viewing, act: 'certificate.batch-proposed', detail });
  }

  /** The same people, to be looked over by who may confirm. Before the unit. @throws NotFound */
  async getProposed(id: string): Promise<Batch> {
    const row = await this.database.one<{ question: string }>`
      select v.question from certificate_batch b join roster_viewing v on v.id = b.viewing_id where b.id = ${id}`;
    if (!row) throw new NotFound(`batch ${id}`);
    return { ...(JSON.parse(row.question) as Batch), proposal: id };
  }

  /** Records that the second official is going to look. @throws DomainError for what is not open */
  async look(tx: Tx, official: Actor, batch: Batch): Promise<string> {
    this.expiry.checkOpen(await this.load(tx, batch.proposal!));
    return this.preview(tx, official, batch);
  }

  /** Before the unit: digests take their time. Names that were chosen have theirs. */
  async prepare(lines: readonly BatchLine[]): Promise<Named[]> {
    const named: Named[] = [];
    for (const { enrolmentId, name, isChosen, standing } of lines)
      if (standing === 'ready')
        named.push({
          enrolmentId,
          seal: sealOf({ enrolmentId, name }),
          name: isChosen ? null : await this.issues.prepareName(name),
        });
    return named;
  }

  /**
   * By the second official. Who received a certificate meanwhile, or chose not to, is passed over; once more changes
   * nothing. @throws NotFound, DomainError for who proposed it, and where a name is not the one that was looked over
   */
  async confirm(
    tx: Tx,
    official: Actor,
    { batch, named, seen }: { batch: Batch; named: readonly Named[]; seen: readonly string[] },
  ): Promise<void> {
    const proposal = await this.load(tx, batch.proposal ?? '');
    if (proposal.outcome === 'confirmed' && proposal.decidedById === official.personId) return;
    this.expiry.checkOpen(proposal);
    if (proposal.proposedById === official.personId)
      throw new DomainError('certificates.revocation.same-person');
    if (!named.every(({ seal }) => seen.includes(seal))) throw new DomainError('certificates.batch.changed');
    let count = 0;
    for (const { enrolmentId, name } of named) {
      const holder = await this.issues.issueTo(tx, official, { enrolmentId, name });
      if (holder === null) continue;
      await this.notices.tell(tx, holder);
      count += 1;
    }
    await this.decide(tx, official, { proposal, outcome: 'confirmed' });
    const detail = { cohort: batch.cohort, count };
    await this.note(tx, official, { viewing: proposal.viewingId, act: 'certificate.batch-issued', detail });
  }

  /** By whoever of the office: nobody had received anything. @throws NotFound, DomainError for what is decided */
  async withdraw(tx: Tx, official: Actor, id: string): Promise<void> {
    const proposal = await this.load(tx, id);
    if (proposal.outcome === 'withdrawn') return;
    this.expiry.checkOpen(proposal);
    await this.decide(tx, official, { proposal, outcome: 'withdrawn' });
    const of = { viewing: proposal.viewingId, detail: { cohort: proposal.cohortId } };
    await this.note(tx, official, { ...of, act: 'certificate.batch-withdrawn' });
  }

  private async load(tx: Tx, id: string): Promise<CertificateBatch> {
    const batch = await tx.findOne(CertificateBatch, { id });
    if (!batch) throw new NotFound(`batch ${id}`);
    return batch;
  }

  private async decide(
    tx: Tx,
    official: Actor,
    { proposal, outcome }: { proposal: CertificateBatch; outcome: ProposalOutcome },
  ): Promise<void> {
    const decision = { outcome, decidedById: official.personId, decidedAt: this.clock.now() };
    await tx.update(CertificateBatch, { id: proposal.id }, decision);
  }

  private async note(
    tx: Tx,
    actor: Actor,
    { viewing, act, detail }: { viewing: string; act: ActCode; detail: Detail },
  ): Promise<void> {
    await this.audit.record(tx, { actor, act, object: `viewing:${viewing}`, detail });
  }
}

function toProposed(row: Row): ProposedBatch {
  const proposedAt = new Date(Number(row.proposed_at));
  return {
    id: row.id,
    cohortId: row.cohort_id,
    viewingId: row.viewing_id,
    proposedById: row.proposed_by_id,
    proposedAt,
    lastDay: lastDayOf(proposedAt),
    outcome: row.outcome,
  };
}
