import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { CertificateState, RevocationReason } from './certificate.entity.js';
import { CorrectionService } from './correction.service.js';
import type { OpenCorrection } from './correction.service.js';
import type { RevocationKind } from './certificate-revocation.entity.js';
import { validityOf } from './validity.rules.js';
import type { Validity } from './validity.rules.js';

/** A proposal that waits for a second official. */
export interface OpenProposal {
  readonly id: string;
  readonly certificateId: string;
  readonly number: string;
  readonly kind: RevocationKind;
  readonly reason: RevocationReason | null;
  readonly proposedById: string;
  readonly proposedAt: Date;
}

/** A certificate at the office. No name: who needs it opens the roster, where looking is recorded. */
export interface OfficeCertificate extends Validity {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly completedOn: CalendarDay;
  readonly issuedOn: CalendarDay;
  readonly state: CertificateState;
  readonly revokedOn: CalendarDay | null;
  readonly revocationReason: RevocationReason | null;
  readonly replacedOn: CalendarDay | null;
  readonly successor: { readonly id: string; readonly number: string } | null;
  /** Its holder has gone: nothing can be put right on it any more. */
  readonly isErased: boolean;
  readonly proposal: OpenProposal | null;
  readonly correction: OpenCorrection | null;
}

interface Row {
  id: string;
  number: string;
  public_title: string;
  completed_on: string;
  issued_on: string;
  valid_through: string | null;
  state: CertificateState;
  revoked_on: string | null;
  revocation_reason: RevocationReason | null;
  replaced_on: string | null;
  person_id: string | null;
  successor_id: string | null;
  successor_number: string | null;
}

interface ProposalRow {
  id: string;
  certificate_id: string;
  number: string;
  kind: RevocationKind;
  reason: RevocationReason | null;
  proposed_by_id: string;
  proposed_at: number;
}

/** What the office sees of certificates one at a time. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly database: Database,
    private readonly corrections: CorrectionService,
    private readonly clock: Clock,
  ) {}

  /** The oldest first. */
  async listOpen(): Promise<OpenProposal[]> {
    const rows = await this.database.sql<ProposalRow>`
      select r.id, r.certificate_id, c.number, r.kind, r.reason, r.proposed_by_id, r.proposed_at
      from certificate_revocation r join certificate c on c.id = r.certificate_id
      where r.outcome is null order by r.proposed_at, r.id`;
    return rows.map(toProposal);
  }

  async findByNumber(number: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>`select id from certificate where number = ${number}`;
    return row?.id ?? null;
  }

  /** @throws NotFound */
  async get(id: string): Promise<OfficeCertificate> {
    const row = await this.database.one<Row>`
      select c.id, c.number, c.public_title, c.completed_on, c.issued_on, c.valid_through, c.state, c.revoked_on,
        c.revocation_reason, c.replaced_on, c.person_id, s.id as successor_id, s.number as successor_number
      from certificate c left join certificate s on s.replaces_id = c.id
      where c.id = ${id}`;
    if (!row) throw new NotFound(`certificate ${id}`);
    const proposal = await this.database.one<ProposalRow>`
      select r.id, r.certificate_id, c.number, r.kind, r.reason, r.proposed_by_id, r.proposed_at
      from certificate_revocation r join certificate c on c.id = r.certificate_id
      where r.certificate_id = ${id} and r.outcome is null`;
    const correction = await this.corrections.findOpen(id);
    const validity = validityOf(row, this.clock.today());
    return { ...toCertificate(row), ...validity, proposal: proposal && toProposal(proposal), correction };
  }
}

function toCertificate(row: Row): Omit<OfficeCertificate, keyof Validity | 'proposal' | 'correction'> {
  const { successor_id: id, successor_number: number } = row;
  return {
    id: row.id,
    number: row.number,
    title: row.public_title,
    completedOn: CalendarDay.parse(row.completed_on)!,
    issuedOn: CalendarDay.parse(row.issued_on)!,
    state: row.state,
    revokedOn: dayOf(row.revoked_on),
    revocationReason: row.revocation_reason,
    replacedOn: dayOf(row.replaced_on),
    successor: id === null ? null : { id, number: number! },
    isErased: row.person_id === null,
  };
}

function toProposal(row: ProposalRow): OpenProposal {
  return {
    id: row.id,
    certificateId: row.certificate_id,
    number: row.number,
    kind: row.kind,
    reason: row.reason,
    proposedById: row.proposed_by_id,
    proposedAt: new Date(Number(row.proposed_at)),
  };
}

function dayOf(text: string | null): CalendarDay | null {
  return text === null ? null : CalendarDay.parse(text);
}
