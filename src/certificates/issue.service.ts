import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Act } from '../audit/audit.service.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Revision } from '../curriculum/revision.entity.js';
import type { Tx } from '../database/database.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { CertificateMaker } from './certificate-maker.js';
import type { Completed, PrintableName } from './certificate-maker.js';
import { CertificateDecline } from './certificate-decline.entity.js';
import { ChosenName } from './chosen-name.entity.js';
import { digestName } from './name-digest.js';
import { NameReading } from './name-reading.entity.js';

export type { PrintableName } from './certificate-maker.js';

export type Actor = NonNullable<Act['actor']>;

/** Issues certificates for the first time. Everything of one certificate is written in one unit, its number included. */
@Injectable()
export class IssueService {
  constructor(
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly maker: CertificateMaker,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Before the unit, because the digest takes its time. @throws DomainError naming the characters that have no shape. */
  async prepareName(name: string): Promise<PrintableName> {
    const { unprintable } = await import('./certificate-faces.js');
    const missing = unprintable(name);
    if (missing.length > 0)
      throw new DomainError('certificates.name.no-shape', { characters: missing.join(' ') });
    return { name, digest: await digestName(name) };
  }

  /** Keeps the name until the person has looked it over. @throws NotFound */
  async chooseName(
    tx: Tx,
    whose: { personId: string; enrolmentId: string },
    name: PrintableName,
  ): Promise<void> {
    const enrolment = await this.getCompleted(tx, whose);
    const chosen = { enrolmentId: enrolment.id, ...name, chosenAt: this.clock.now() };
    await tx.upsert(ChosenName, chosen, ['enrolmentId']);
  }

  /** The person does not want it. Nothing else changes, and receiving it later takes this away. @throws NotFound */
  async decline(tx: Tx, whose: { personId: string; enrolmentId: string }): Promise<void> {
    const { id: enrolmentId } = await this.getCompleted(tx, whose);
    const declined = { enrolmentId, declinedAt: this.clock.now() };
    await tx.upsert(CertificateDecline, declined, ['enrolmentId']);
  }

  /** To its holder. Asked again, answers with the same certificate. @throws NotFound while there is no chosen name. */
  async issue(tx: Tx, holder: Actor, enrolmentId: string): Promise<string> {
    const enrolment = await this.getCompleted(tx, { personId: holder.personId, enrolmentId });
    const earlier = await findCurrent(tx, enrolmentId);
    if (earlier !== null) return earlier;
    const name = await tx.findOne(ChosenName, { enrolmentId });
    if (!name) throw new NotFound(`name for ${enrolmentId}`);
    return this.make(tx, holder, { enrolment, name });
  }

  /**
   * By the office. Null, and nothing done, for who has one already, does not want one, or has gone.
   * @returns who received it
   */
  async issueTo(
    tx: Tx,
    official: Actor,
    to: { readonly enrolmentId: string; readonly name: PrintableName | null },
  ): Promise<string | null> {
    const { enrolmentId } = to;
    const enrolment = await tx.findOne(Enrolment, { id: enrolmentId });
    if (!enrolment?.completedOn || (await findCurrent(tx, enrolmentId)) !== null) return null;
    if (await tx.findOne(CertificateDecline, { enrolmentId })) return null;
    const name = (await tx.findOne(ChosenName, { enrolmentId })) ?? to.name;
    if (!name) return null;
    await this.make(tx, official, { enrolment: enrolment as Completed, name });
    return enrolment.personId;
  }

  private async make(tx: Tx, actor: Actor, of: { enrolment: Completed; name: PrintableName }) {
    const { enrolment, name } = of;
    const edition = await this.editionOf(tx, enrolment);
    const { id, number, issuedOn } = await this.maker.make(tx, { enrolment, edition, name });
    await tx.delete(ChosenName, { enrolmentId: enrolment.id });
    await tx.delete(CertificateDecline, { enrolmentId: enrolment.id });
    const said = await tx.findOne(NameReading, { enrolmentId: enrolment.id });
    await this.enrolments.recordFact(tx, enrolment.id, {
      kind: 'issued',
      certificateNumber: number,
      certificateName: name.name,
      nameReading: said?.reading ?? null,
      issuedOn,
    });
    const object = `certificate:${id}` as const;
    await this.audit.record(tx, { actor, act: 'certificate.issued', object, detail: { number } });
    return id;
  }

  private async getCompleted(tx: Tx, whose: { personId: string; enrolmentId: string }): Promise<Completed> {
    const enrolment = await tx.findOne(Enrolment, { id: whose.enrolmentId, personId: whose.personId });
    if (!enrolment?.completedOn) throw new NotFound(`completed enrolment ${whose.enrolmentId}`);
    return enrolment as Completed;
  }

  /** The edition with which it was completed, also where its holder went over to a newer one since. @throws NotFound for a track that gives no certificate. */
  private async editionOf(tx: Tx, enrolment: Enrolment): Promise<Edition> {
    const before = await tx.one<{ hash: string }>`
      select from_hash as hash from edition_move
      where enrolment_id = ${enrolment.id} and was_completed order by moved_at, id limit 1`;
    const revision = await tx.findOne(Revision, { id: enrolment.revisionId });
    const edition = await this.editions.get(before?.hash ?? revision!.editionHash, tx);
    if (!edition.track.certificate) throw new NotFound(`certificate of ${enrolment.trackId}`);
    return edition;
  }
}

/** The certificate of an enrolment that no other has taken the place of. */
async function findCurrent(tx: Tx, enrolmentId: string): Promise<string | null> {
  const row = await tx.one<{ id: string }>`
    select id from certificate where enrolment_id = ${enrolmentId} and state <> 'replaced'`;
  return row?.id ?? null;
}
