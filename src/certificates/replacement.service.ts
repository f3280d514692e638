import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { CertificateMaker } from './certificate-maker.js';
import type { Completed, PrintableName } from './certificate-maker.js';
import { Certificate } from './certificate.entity.js';
import type { ReplacementReason } from './certificate.entity.js';
import type { SheetWords } from './certificate-sheet.js';
import { ChosenName } from './chosen-name.entity.js';
import { NameReading } from './name-reading.entity.js';
import type { Actor } from './issue.service.js';
import { NoticeService } from './notice.service.js';

/** Each takes a number of the series for ever. */
const OWN_PER_DAY = 3;

interface Order {
  readonly old: Certificate;
  readonly name: PrintableName;
  readonly reason: ReplacementReason;
  /** Of the office. */
  readonly proposal?: string;
}

/**
 * Makes a certificate that takes another's place: new number, new code, the days of the first one. The old one stays,
 * says that it was replaced and by which number, and is never replaced a second time.
 */
@Injectable()
export class ReplacementService {
  constructor(
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly maker: CertificateMaker,
    private readonly notices: NoticeService,
    private readonly audit: Audit,
  ) {}

  /**
   * By its holder, with the name they chose before. Asked again, answers with the same new certificate.
   * @throws NotFound when it is not theirs to replace, or no name was chosen
   * @throws DomainError `certificates.replacement.*`
   */
  async replaceOwn(tx: Tx, holder: Actor, certificateId: string): Promise<string> {
    const old = await tx.findOne(Certificate, { id: certificateId, personId: holder.personId });
    if (!old) throw new NotFound(`certificate ${certificateId}`);
    const successor = await findSuccessor(tx, old.id);
    if (successor) return successor.id;
    const { track } = await this.editions.get(old.editionHash, tx);
    const name = await tx.findOne(ChosenName, { enrolmentId: old.enrolmentId ?? '' });
    if (track.certificate?.official || !name) throw new NotFound(`replacement of ${certificateId}`);
    checkReplaceable(old);
    if (nameOn(old) === name.name) throw new DomainError('certificates.replacement.same-name');
    if ((await this.countToday(tx, old)) >= OWN_PER_DAY)
      throw new DomainError('certificates.replacement.often');
    const id = await this.replace(tx, holder, { old, name, reason: 'name' });
    // What the office examines is not told before it is decided: the examination goes on about the new paper.
    await tx.sql`
      update certificate_revocation set certificate_id = ${id}
      where certificate_id = ${old.id} and outcome is null`;
    return id;
  }

  /** By the second official. @throws NotFound, DomainError `certificates.replacement.*` */
  async correct(
    tx: Tx,
    official: Actor,
    order: { certificateId: string; name: PrintableName; proposal: string },
  ): Promise<string> {
    const { certificateId, name, proposal } = order;
    const old = await this.checkCorrection(tx, official, certificateId);
    const id = await this.replace(tx, official, { old, name, reason: 'error', proposal });
    await this.notices.tell(tx, old.personId);
    return id;
  }

  /**
   * @throws NotFound, DomainError `certificates.replacement.*` for what the office cannot have made anew, and
   * `certificates.revocation.own` for one's own
   */
  async checkCorrection(tx: Tx, official: Actor, certificateId: string): Promise<Certificate> {
    const old = await tx.findOne(Certificate, { id: certificateId });
    if (!old) throw new NotFound(`certificate ${certificateId}`);
    checkNotOwn(old, official);
    const successor = await findSuccessor(tx, old.id);
    if (successor) throw new DomainError('certificates.replacement.already', { number: successor.number });
    checkReplaceable(old);
    const open = await tx.one`
      select 1 as found from certificate_revocation where certificate_id = ${old.id} and outcome is null`;
    if (open) throw new DomainError('certificates.replacement.examined');
    return old;
  }

  /** @throws NotFound */
  async getSuccessor(tx: Tx, certificateId: string): Promise<string> {
    const successor = await findSuccessor(tx, certificateId);
    if (!successor) throw new NotFound(`successor of ${certificateId}`);
    return successor.id;
  }

  private async countToday(tx: Tx, { enrolmentId }: Certificate): Promise<number> {
    const row = await tx.one<{ n: number }>`
      select count(*) as n from certificate
      where enrolment_id = ${enrolmentId ?? ''} and replacement_reason = 'name'
        and issued_on = ${this.maker.today().toString()}`;
    return Number(row!.n);
  }

  private async replace(tx: Tx, actor: Actor, { old, name, reason, proposal }: Order): Promise<string> {
    const enrolment = await tx.findOne(Enrolment, { id: old.enrolmentId! });
    if (!enrolment?.completedOn) throw new NotFound(`enrolment of ${old.id}`);
    const edition = await this.editions.get(old.editionHash, tx);
    const replacedOn = this.maker.today();
    await tx.update(Certificate, { id: old.id }, { state: 'replaced', replacedOn });
    const instead = { of: old, reason };
    const made = await this.maker.make(tx, { enrolment: enrolment as Completed, edition, name, instead });
    await tx.delete(ChosenName, { enrolmentId: enrolment.id });
    // Who goes by another name is not read as before.
    if (reason === 'name') await tx.delete(NameReading, { enrolmentId: enrolment.id });
    await this.enrolments.recordFact(tx, enrolment.id, {
      kind: 'corrected',
      certificateNumber: made.number,
      certificateName: name.name,
      ...(reason === 'name' && { nameReading: null }),
      issuedOn: firstIssueOf(old),
    });
    const detail = {
      number: old.number,
      newNumber: made.number,
      newCertificate: made.id,
      reason,
      ...(proposal ? { proposal } : {}),
    };
    const object = `certificate:${old.id}` as const;
    await this.audit.record(tx, { actor, act: 'certificate.replaced', object, detail });
    return made.id;
  }
}

/** Whoever works for the office decides nothing about a certificate of their own. */
export function checkNotOwn({ personId }: Pick<Certificate, 'personId'>, official: Actor): void {
  if (personId === official.personId) throw new DomainError('certificates.revocation.own');
}

function checkReplaceable({ personId, state }: Certificate): void {
  if (personId === null) throw new DomainError('certificates.replacement.erased');
  if (state !== 'valid') throw new DomainError('certificates.replacement.not-valid');
}

/** The day that reports call the day of issue, however often the paper was made anew. */
function firstIssueOf({ firstIssuedOn, issuedOn }: Certificate): CalendarDay {
  return firstIssuedOn ?? issuedOn;
}

function findSuccessor(tx: Tx, id: string): Promise<Certificate | null> {
  return tx.findOne(Certificate, { replacesId: id });
}

function nameOn({ words }: Certificate): string | null {
  return words === null ? null : (JSON.parse(words) as SheetWords).name;
}
