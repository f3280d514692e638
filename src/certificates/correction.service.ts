import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import type { ActCode } from '../audit/acts.rules.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { CertificateCorrection } from './certificate-correction.entity.js';
import type { PrintableName } from './certificate-maker.js';
import type { SheetWords } from './certificate-sheet.js';
import type { Actor } from './issue.service.js';
import { lastDayOf } from './proposal.rules.js';
import type { ProposalOutcome } from './proposal.rules.js';
import { ProposalExpiry } from './proposal-expiry.service.js';
import { ReplacementService } from './replacement.service.js';
import { ViewingService } from './viewing.service.js';

/** A certificate that waits to be made anew. No name: the names are looked at, which is recorded. */
export interface OpenCorrection {
  readonly id: string;
  readonly certificateId: string;
  readonly number: string;
  readonly proposedById: string;
  readonly proposedAt: Date;
  readonly lastDay: CalendarDay;
}

/** A correction with the names before an official. */
export interface SeenCorrection extends OpenCorrection {
  readonly trackTitle: string;
  readonly completedOn: CalendarDay;
  /** Null once the person was erased. */
  readonly printedName: string | null;
  /** Null once it was decided, or expired. */
  readonly proposedName: string | null;
}

interface Row {
  id: string;
  certificate_id: string;
  number: string;
  proposed_by_id: string;
  proposed_at: number;
}

interface SeenRow extends Row {
  public_title: string;
  completed_on: string;
  words: string | null;
  name: string | null;
}

interface Question {
  readonly certificate: string;
  readonly correction: string;
}

interface Which {
  readonly certificateId: string;
  readonly correctionId: string;
}

/** Making a certificate anew because something on it was wrong: one official proposes, another one looks and confirms. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly database: Database,
    private readonly replacements: ReplacementService,
    private readonly expiry: ProposalExpiry,
    private readonly viewings: ViewingService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. */
  async listOpen(): Promise<OpenCorrection[]> {
    const rows = await this.database.sql<Row>`
      select r.id, r.certificate_id, c.number, r.proposed_by_id, r.proposed_at
      from certificate_correction r join certificate c on c.id = r.certificate_id
      where r.outcome is null and r.proposed_at >= ${this.expiry.before().getTime()} order by r.proposed_at, r.id`;
    return rows.map(toOpen);
  }

  async findOpen(certificateId: string): Promise<OpenCorrection | null> {
    return (await this.listOpen()).find((one) => one.certificateId === certificateId) ?? null;
  }

  /** Nothing changes for anybody yet. @throws NotFound, DomainError `certificates.replacement.*` */
  async propose(
    tx: Tx,
    official: Actor,
    wanted: { certificateId: string; name: PrintableName },
  ): Promise<void> {
    const { certificateId, name } = wanted;
    await this.expiry.expire(tx);
    const open = await tx.findOne(CertificateCorrection, { certificateId, outcome: IsNull() });
    if (open?.proposedById === official.personId && open.name === name.name) return;
    if (open) throw new DomainError('certificates.revocation.open');
    await this.replacements.checkCorrection(tx, official, certificateId);
    const proposedAt = this.clock.now();
    const correction = { id: newId(proposedAt), certificateId, name: name.name, nameDigest: name.digest };
    const proposal = { proposedById: official.personId, proposedAt };
    const undecided = { outcome: null, decidedById: null, decidedAt: null };
    await tx.insert(CertificateCorrection, { ...correction, ...proposal, ...undecided });
    const of = { certificateId, correctionId: correction.id };
    await this.note(tx, official, { ...of, act: 'certificate.correction-proposed' });
  }

  /** Records that the names are going to be looked at. @throws NotFound, DomainError for what is not open */
  async look(tx: Tx, official: Actor, which: Which): Promise<string> {
    this.expiry.checkOpen(await this.get(tx, which));
    const question: Question = { certificate: which.certificateId, correction: which.correctionId };
    const detail = { ...question };
    return this.viewings.record(tx, official, { kind: 'correction', purpose: null, question, detail });
  }

  /** What one looks at, within the hour. Before the unit. @throws NotFound */
  async find(personId: string, id: string): Promise<Which> {
    const asked = await this.viewings.getQuestion<Question>(personId, { id, kind: 'correction' });
    return { certificateId: asked.certificate, correctionId: asked.correction };
  }

  /** In one's own look, within the hour. @throws NotFound */
  async getSeen(personId: string, viewing: string): Promise<SeenCorrection> {
    const { correctionId: correction } = await this.find(personId, viewing);
    const row = await this.database.one<SeenRow>`
      select r.id, r.certificate_id, c.number, r.proposed_by_id, r.proposed_at, r.name,
        c.public_title, c.completed_on, c.words
      from certificate_correction r join certificate c on c.id = r.certificate_id where r.id = ${correction}`;
    if (!row) throw new NotFound(`correction ${correction}`);
    return {
      ...toOpen(row),
      trackTitle: row.public_title,
      completedOn: CalendarDay.parse(row.completed_on)!,
      printedName: row.words === null ? null : (JSON.parse(row.words) as SheetWords).name,
      proposedName: Number(row.proposed_at) < this.expiry.before().getTime() ? null : row.name,
    };
  }

  /**
   * @returns the certificate that was made; the same when the same official confirms once more
   * @throws NotFound, DomainError for who proposed it, and `certificates.replacement.*`
   */
  async confirm(tx: Tx, official: Actor, which: Which): Promise<string> {
    const correction = await this.get(tx, which);
    const { certificateId, name, nameDigest: digest, outcome } = correction;
    if (outcome === 'confirmed' && correction.decidedById === official.personId)
      return this.replacements.getSuccessor(tx, certificateId);
    this.expiry.checkOpen(correction);
    if (name === null || digest === null) throw new DomainError('certificates.replacement.erased');
    if (correction.proposedById === official.personId)
      throw new DomainError('certificates.revocation.same-person');
    const proposal = correction.id;
    const id = await this.replacements.correct(tx, official, {
      certificateId,
      name: { name, digest },
      proposal,
    });
    await this.decide(tx, official, { id: proposal, outcome: 'confirmed' });
    return id;
  }

  /** By whoever of the office: nothing had changed. */
  async withdraw(tx: Tx, official: Actor, which: Which): Promise<void> {
    const correction = await this.get(tx, which);
    const { outcome } = correction;
    if (outcome === 'withdrawn') return;
    this.expiry.checkOpen(correction);
    await this.decide(tx, official, { id: which.correctionId, outcome: 'withdrawn' });
    await this.note(tx, official, { ...which, act: 'certificate.correction-withdrawn' });
  }

  private async decide(
    tx: Tx,
    official: Actor,
    { id, outcome }: { id: string; outcome: ProposalOutcome },
  ): Promise<void> {
    const decision = { outcome, decidedById: official.personId, decidedAt: this.clock.now() };
    await tx.update(CertificateCorrection, { id }, { ...decision, name: null, nameDigest: null });
  }

  private async note(tx: Tx, actor: Actor, of: Which & { act: ActCode }): Promise<void> {
    const object = `certificate:${of.certificateId}` as const;
    await this.audit.record(tx, { actor, act: of.act, object, detail: { proposal: of.correctionId } });
  }

  private async get(tx: Tx, { certificateId, correctionId: id }: Which): Promise<CertificateCorrection> {
    const correction = await tx.findOne(CertificateCorrection, { id, certificateId });
    if (!correction) throw new NotFound(`correction ${id}`);
    return correction;
  }
}

function toOpen(row: Row): OpenCorrection {
  const proposedAt = new Date(Number(row.proposed_at));
  return {
    id: row.id,
    certificateId: row.certificate_id,
    number: row.number,
    proposedById: row.proposed_by_id,
    proposedAt,
    lastDay: lastDayOf(proposedAt),
  };
}
