import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { ActCode } from '../audit/acts.rules.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import type { FactPatch } from '../enrolment/snapshot.rules.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { Certificate } from './certificate.entity.js';
import type { RevocationReason } from './certificate.entity.js';
import { CertificateRevocation } from './certificate-revocation.entity.js';
import type { SheetWords } from './certificate-sheet.js';
import type { Actor } from './issue.service.js';
import { NoticeService } from './notice.service.js';
import { ProposalExpiry } from './proposal-expiry.service.js';
import { checkNotOwn } from './replacement.service.js';

interface Proposed {
  readonly certificateId: string;
  readonly proposalId: string;
}

/** Revoking a certificate, and lifting a revocation that was wrong: one official proposes, another one confirms. */
@Injectable()
export class RevocationService {
  constructor(
    private readonly enrolments: EnrolmentService,
    private readonly notices: NoticeService,
    private readonly expiry: ProposalExpiry,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Nothing changes for anybody yet. @throws NotFound, DomainError `certificates.revocation.*` */
  async propose(
    tx: Tx,
    official: Actor,
    wanted: { certificateId: string; reason: RevocationReason },
  ): Promise<void> {
    const { certificateId, reason } = wanted;
    const certificate = await this.get(tx, certificateId);
    checkNotOwn(certificate, official);
    if (certificate.state !== 'valid') throw new DomainError('certificates.revocation.not-valid');
    await this.open(tx, official, { certificateId, kind: 'revoke', reason });
  }

  async proposeLift(tx: Tx, official: Actor, certificateId: string): Promise<void> {
    const certificate = await this.get(tx, certificateId);
    checkNotOwn(certificate, official);
    if (certificate.state !== 'revoked') throw new DomainError('certificates.revocation.not-revoked');
    await this.open(tx, official, { certificateId, kind: 'lift', reason: null });
  }

  /** Confirmed before by the same official: nothing happens. @throws NotFound, DomainError for who proposed it */
  async confirm(tx: Tx, official: Actor, proposed: Proposed): Promise<void> {
    const proposal = await this.getProposal(tx, proposed);
    if (proposal.outcome === 'confirmed' && proposal.decidedById === official.personId) return;
    if (proposal.outcome !== null) throw new DomainError('certificates.revocation.decided');
    if (proposal.proposedById === official.personId)
      throw new DomainError('certificates.revocation.same-person');
    const isRevoked = proposal.kind === 'revoke';
    const certificate = await this.get(tx, proposed.certificateId);
    checkNotOwn(certificate, official);
    await this.decide(tx, official, { ...proposed, outcome: 'confirmed' });
    await tx.update(
      Certificate,
      { id: certificate.id },
      isRevoked
        ? { state: 'revoked', revokedOn: this.clock.today(), revocationReason: proposal.reason }
        : { state: 'valid', revokedOn: null, revocationReason: null },
    );
    await this.report(tx, certificate, isRevoked);
    await this.notices.tell(tx, certificate.personId);
    await this.note(tx, official, {
      proposal,
      act: isRevoked ? 'certificate.revoked' : 'certificate.revocation-lifted',
    });
  }

  /** By whoever of the office: a proposal that is withdrawn changed nothing. */
  async withdraw(tx: Tx, official: Actor, proposed: Proposed): Promise<void> {
    const proposal = await this.getProposal(tx, proposed);
    if (proposal.outcome === 'withdrawn') return;
    if (proposal.outcome !== null) throw new DomainError('certificates.revocation.decided');
    await this.decide(tx, official, { ...proposed, outcome: 'withdrawn' });
    await this.note(tx, official, { proposal, act: 'certificate.proposal-withdrawn' });
  }

  private async open(
    tx: Tx,
    official: Actor,
    wanted: Pick<CertificateRevocation, 'certificateId' | 'kind' | 'reason'>,
  ): Promise<void> {
    const { certificateId, kind } = wanted;
    const earlier = await tx.one<{ id: string }>`
      select id from certificate_revocation where certificate_id = ${certificateId} and outcome is null`;
    await this.expiry.expire(tx);
    const correction = await tx.one`
      select 1 as found from certificate_correction where certificate_id = ${certificateId} and outcome is null`;
    if (earlier || correction) throw new DomainError('certificates.revocation.open');
    const proposedAt = this.clock.now();
    const proposal = { id: newId(proposedAt), ...wanted, proposedById: official.personId, proposedAt };
    const undecided = { outcome: null, decidedById: null, decidedAt: null };
    await tx.insert(CertificateRevocation, { ...proposal, ...undecided });
    await this.note(tx, official, {
      proposal,
      act: kind === 'revoke' ? 'certificate.revocation-proposed' : 'certificate.lift-proposed',
    });
  }

  private async decide(
    tx: Tx,
    official: Actor,
    { proposalId, outcome }: Proposed & { outcome: 'confirmed' | 'withdrawn' },
  ): Promise<void> {
    const decision = { outcome, decidedById: official.personId, decidedAt: this.clock.now() };
    await tx.update(CertificateRevocation, { id: proposalId }, decision);
  }

  /** A revoked certificate is none in the reports from today on; the day of completion stays what it was. */
  private async report(tx: Tx, certificate: Certificate, isRevoked: boolean): Promise<void> {
    if (certificate.enrolmentId === null) return;
    const patch: FactPatch = isRevoked
      ? { certificateNumber: null, certificateName: null, issuedOn: null }
      : {
          certificateNumber: certificate.number,
          certificateName: nameOn(certificate),
          issuedOn: certificate.firstIssuedOn ?? certificate.issuedOn,
        };
    await this.enrolments.recordFact(tx, certificate.enrolmentId, { kind: 'corrected', ...patch });
  }

  private async note(
    tx: Tx,
    actor: Actor,
    of: { proposal: Pick<CertificateRevocation, 'id' | 'certificateId' | 'reason'>; act: ActCode },
  ): Promise<void> {
    const { id: proposal, certificateId, reason } = of.proposal;
    const object = `certificate:${certificateId}` as const;
    await this.audit.record(tx, {
      actor,
      act: of.act,
      object,
      detail: { proposal, reason },
    });
  }

  private async get(tx: Tx, id: string): Promise<Certificate> {
    const certificate = await tx.findOne(Certificate, { id });
    if (!certificate) throw new NotFound(`certificate ${id}`);
    return certificate;
  }

  /** @throws NotFound, DomainError where the holder had the paper made anew meanwhile */
  private async getProposal(tx: Tx, { certificateId, proposalId }: Proposed): Promise<CertificateRevocation> {
    const proposal = await tx.findOne(CertificateRevocation, { id: proposalId });
    if (proposal?.certificateId === certificateId) return proposal;
    const successor = proposal && (await tx.findOne(Certificate, { replacesId: certificateId }));
    if (successor?.id !== proposal?.certificateId || !successor) throw new NotFound(`proposal ${proposalId}`);
    throw new DomainError('certificates.revocation.moved', { number: successor.number });
  }
}

function nameOn({ words }: Certificate): string | null {
  return words === null ? null : (JSON.parse(words) as SheetWords).name;
}
