import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Act } from '../audit/audit.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Revision } from '../curriculum/revision.entity.js';
import type { Tx } from '../database/database.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId, sha256 } from '../shared/ids.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { Certificate } from './certificate.entity.js';
import { ChosenName } from './chosen-name.entity.js';
import { CODE_BYTES, makeCode } from './code.rules.js';
import { digestName } from './name-digest.js';
import { certificateNumber, seriesOf } from './number.rules.js';
import type { NumberSeries } from './number.rules.js';
import { SheetWriter } from './sheet-writer.js';
import { isDraft } from './sheet.rules.js';

/** A name that can be printed, with the digest that stays when the name itself is erased. */
export interface PrintableName {
  readonly name: string;
  readonly digest: string;
}

type Holder = NonNullable<Act['actor']>;
type Completed = Enrolment & { completedOn: CalendarDay };

/** Makes certificates. Everything of one certificate is written in one unit, its number included. */
@Injectable()
export class IssueService {
  constructor(
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly writer: SheetWriter,
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

  /** Issues once; asked again, answers with the same certificate. @throws NotFound while there is no chosen name. */
  async issue(tx: Tx, holder: Holder, enrolmentId: string): Promise<string> {
    const enrolment = await this.getCompleted(tx, { personId: holder.personId, enrolmentId });
    const earlier = await tx.findOne(Certificate, { enrolmentId });
    if (earlier) return earlier.id;
    const name = await tx.findOne(ChosenName, { enrolmentId });
    if (!name) throw new NotFound(`name for ${enrolmentId}`);
    const certificate = await this.make(tx, enrolment, name);
    await tx.insert(Certificate, certificate);
    await tx.delete(ChosenName, { enrolmentId });
    const { id, number, issuedOn } = certificate;
    await this.enrolments.recordFact(tx, enrolmentId, {
      kind: 'issued',
      certificateNumber: number,
      certificateName: name.name,
      issuedOn,
    });
    await this.audit.record(tx, {
      actor: holder,
      act: 'certificate.issued',
      object: `certificate:${id}`,
      detail: { number },
    });
    return id;
  }

  private async make(tx: Tx, enrolment: Completed, { name, digest }: ChosenName) {
    const now = this.clock.now();
    const issuedOn = this.clock.today();
    const edition = await this.editionOf(tx, enrolment);
    const series = seriesOf(edition.track.code, issuedOn);
    const sequence = await nextInSeries(tx, series);
    const number = certificateNumber(series, sequence);
    const cohortName = (await tx.findOne(Cohort, { id: enrolment.cohortId }))?.name ?? null;
    const { id: enrolmentId, personId, completedOn } = enrolment;
    const words = this.writer.write(edition, { number, name, cohortName, completedOn, issuedOn });
    return {
      id: newId(now),
      ...series,
      number,
      sequence,
      personId,
      enrolmentId,
      ...freshCode(),
      ...publicOf(edition),
      issuer: words.issuer.organisation,
      nameDigest: digest,
      completedOn,
      issuedOn,
      issuedAt: now,
      words: JSON.stringify(words),
      ...NEVER_REVOKED,
    };
  }

  private async getCompleted(tx: Tx, whose: { personId: string; enrolmentId: string }): Promise<Completed> {
    const enrolment = await tx.findOne(Enrolment, { id: whose.enrolmentId, personId: whose.personId });
    if (!enrolment?.completedOn) throw new NotFound(`completed enrolment ${whose.enrolmentId}`);
    return enrolment as Completed;
  }

  /** @throws NotFound for a track that gives no certificate. */
  private async editionOf(tx: Tx, enrolment: Enrolment): Promise<Edition> {
    const revision = await tx.findOne(Revision, { id: enrolment.revisionId });
    const edition = await this.editions.get(revision!.editionHash, tx);
    if (!edition.track.certificate) throw new NotFound(`certificate of ${enrolment.trackId}`);
    return edition;
  }
}

const NEVER_REVOKED = { state: 'valid' as const, revokedOn: null, revocationReason: null };

function freshCode(): { code: string; codeHash: string } {
  const code = makeCode(randomBytes(CODE_BYTES));
  return { code, codeHash: sha256(code) };
}

/** What of the edition the verification page tells. */
function publicOf({ hash, track }: Edition) {
  return {
    editionHash: hash,
    publicTitle: withoutRuby(track.title),
    minutes: track.minutes,
    isDraft: isDraft(track),
  };
}

/** Units run one at a time: nobody else moves the series until this number is saved, or given back by a rollback. */
async function nextInSeries(tx: Tx, { trackCode, fiscalYear }: NumberSeries): Promise<number> {
  const row = await tx.one<{ last: number }>`
    insert into certificate_series (track_code, fiscal_year, last) values (${trackCode}, ${fiscalYear}, 1)
    on conflict (track_code, fiscal_year) do update set last = certificate_series.last + 1
    returning last`;
  return Number(row!.last);
}
