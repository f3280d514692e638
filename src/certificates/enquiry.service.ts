import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import type { CertificateState } from './certificate.entity.js';
import { CertificateEnquiry } from './enquiry.entity.js';
import { KEEP_ENQUIRIES_YEARS, refusalOf } from './enquiry.rules.js';
import type { EnquiryAnswer } from './enquiry.rules.js';
import type { Actor } from './issue.service.js';

/** One line of the book of answers. */
export interface EnquiryLine {
  readonly id: string;
  readonly answeredOn: CalendarDay;
  /** Empty once the holder was erased. */
  readonly askedBy: string;
  readonly number: string;
  readonly hasConsent: boolean;
  readonly answer: EnquiryAnswer;
}

interface Row {
  id: string;
  answered_on: string;
  asked_by: string;
  number: string;
  has_consent: number | boolean;
  answer: EnquiryAnswer;
}

/** 照会回答簿: what the office answered to who asked whether somebody completed. */
@Injectable()
export class EnquiryService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Of a fiscal year, newest first. */
  async list(fiscalYear: number): Promise<EnquiryLine[]> {
    const year = new FiscalYear(fiscalYear);
    const rows = await this.database.sql<Row>`
      select id, answered_on, asked_by, number, has_consent, answer from certificate_enquiry
      where answered_on between ${year.firstDay().toString()} and ${year.lastDay().toString()}
      order by answered_on desc, id desc`;
    return rows.map((row) => ({
      id: row.id,
      answeredOn: CalendarDay.parse(row.answered_on)!,
      askedBy: row.asked_by,
      number: row.number,
      hasConsent: Boolean(row.has_consent),
      answer: row.answer,
    }));
  }

  /** Writes down that somebody opens the book: once in a session. */
  async recordVisit(me: Me): Promise<void> {
    const object = `session:${me.sessionId.slice(0, 16)}` as const;
    const act = 'certificate.enquiries-viewed';
    if (
      await this.database
        .one`select 1 as found from audit_event where object = ${object} and act = ${act} limit 1`
    )
      return;
    await this.database.write(async (tx) => {
      const known = await tx.one`
        select 1 as found from audit_event where object = ${object} and act = ${act} limit 1`;
      if (!known) await this.audit.record(tx, { actor: me, act, object });
    });
  }

  /** @throws DomainError `certificates.enquiries.refused.*` for what may not be answered */
  async record(
    tx: Tx,
    official: Actor,
    asked: { askedBy: string; number: string; hasConsent: boolean; answer: EnquiryAnswer },
  ): Promise<void> {
    const found = await tx.one<{ id: string; state: CertificateState }>`
      select id, state from certificate where number = ${asked.number}`;
    const refusal = refusalOf({ ...asked, state: found?.state ?? null });
    if (refusal) throw new DomainError(`certificates.enquiries.refused.${refusal}`);
    const recordedAt = this.clock.now();
    const id = newId(recordedAt);
    const certificateId = found?.id ?? null;
    const by = { recordedById: official.personId, recordedAt, answeredOn: this.clock.today() };
    await tx.insert(CertificateEnquiry, { id, ...asked, certificateId, ...by });
    // On the certificate, so that its holder reads of it.
    const object =
      certificateId === null ? (`enquiry:${id}` as const) : (`certificate:${certificateId}` as const);
    const detail = { enquiry: id };
    await this.audit.record(tx, { actor: official, act: 'certificate.enquiry-answered', object, detail });
  }

  async forgetOld(): Promise<void> {
    const { year } = FiscalYear.of(this.clock.today());
    const limit = new FiscalYear(year - KEEP_ENQUIRIES_YEARS).firstDay().toString();
    await this.database.write((tx) => tx.sql`delete from certificate_enquiry where answered_on < ${limit}`);
  }
}
