import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cohort } from '../cohorts/cohort.entity.js';
import type { Edition } from '../curriculum/edition.js';
import type { Tx } from '../database/database.js';
import type { Enrolment } from '../enrolment/enrolment.entity.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { newId, sha256 } from '../shared/ids.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { Certificate } from './certificate.entity.js';
import type { ReplacementReason } from './certificate.entity.js';
import { CODE_BYTES, makeCode } from './code.rules.js';
import { certificateNumber, seriesOf } from './number.rules.js';
import type { NumberSeries } from './number.rules.js';
import { SheetWriter } from './sheet-writer.js';
import { isDraft } from './sheet.rules.js';
import { lastDayOfValidity } from './validity.rules.js';

/** A name that can be printed, with the digest that stays when the name itself is erased. */
export interface PrintableName {
  readonly name: string;
  readonly digest: string;
}

export type Completed = Enrolment & { completedOn: CalendarDay };

/** Of what a certificate is made. */
export interface Making {
  readonly enrolment: Completed;
  readonly edition: Edition;
  readonly name: PrintableName;
  /** The certificate whose place the new one takes. */
  readonly instead?: { readonly of: Certificate; readonly reason: ReplacementReason };
}

/** Puts certificates together and gives them their numbers, inside the unit that issues. */
@Injectable()
export class CertificateMaker {
  constructor(
    private readonly writer: SheetWriter,
    private readonly clock: Clock,
  ) {}

  today(): CalendarDay {
    return this.clock.today();
  }

  /** Saves a new certificate and returns it. What it replaces must be marked as replaced before. */
  async make(tx: Tx, making: Making): Promise<Pick<Certificate, 'id' | 'number' | 'issuedOn'>> {
    const { enrolment, edition, name, instead } = making;
    const now = this.clock.now();
    const series = seriesOf(edition.track.code, this.clock.today());
    const sequence = await nextInSeries(tx, series);
    const certificate = {
      id: newId(now),
      ...series,
      number: certificateNumber(series, sequence),
      sequence,
      personId: enrolment.personId,
      enrolmentId: enrolment.id,
      ...freshCode(),
      ...publicOf(edition),
      nameDigest: name.digest,
      ...this.datesOf(making),
      issuedAt: now,
      ...NOTHING_HAPPENED,
      replacesId: instead?.of.id ?? null,
      replacementReason: instead?.reason ?? null,
    };
    const { completedOn, issuedOn, firstIssuedOn, validThrough, number } = certificate;
    const cohortName = (await tx.findOne(Cohort, { id: enrolment.cohortId }))?.name ?? null;
    const dates = { completedOn, issuedOn, firstIssuedOn, validThrough };
    const words = this.writer.write(edition, { number, name: name.name, cohortName, ...dates });
    const issuer = words.issuer.organisation;
    await this.writer.keepSeal(tx, words);
    await tx.insert(Certificate, { ...certificate, issuer, words: JSON.stringify(words) });
    return certificate;
  }

  /** A genuine date is never overwritten: what takes another's place keeps the days of the first. */
  private datesOf({ enrolment, edition, instead }: Making) {
    const issuedOn = this.clock.today();
    const years = edition.track.certificate?.validYears;
    const validThrough = years === undefined ? null : lastDayOfValidity(issuedOn, years);
    return {
      completedOn: instead?.of.completedOn ?? enrolment.completedOn,
      issuedOn,
      firstIssuedOn: instead ? (instead.of.firstIssuedOn ?? instead.of.issuedOn) : null,
      validThrough: instead ? instead.of.validThrough : validThrough,
    };
  }
}

const NOTHING_HAPPENED = {
  state: 'valid' as const,
  revokedOn: null,
  revocationReason: null,
  replacedOn: null,
};

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
