import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { EditionService } from '../curriculum/edition.service.js';
import { FileService } from '../curriculum/file.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Locales } from '../web/locales.js';
import type { CertificateState, RevocationReason } from './certificate.entity.js';
import type { CertificateSheet, SheetWords } from './certificate-sheet.js';
import { groupCode } from './code.rules.js';
import { validityOf } from './validity.rules.js';
import type { Validity } from './validity.rules.js';

/** What has become of a certificate, as its holder may know it. */
export interface Life extends Validity {
  readonly state: CertificateState;
  /** When one official proposed what another confirmed on the day of revoking. */
  readonly proposedOn: CalendarDay | null;
  readonly revokedOn: CalendarDay | null;
  readonly revocationReason: RevocationReason | null;
  readonly replacedOn: CalendarDay | null;
  /** The certificate that took its place. */
  readonly successor: { readonly id: string; readonly number: string } | null;
  /** Its holder may have it made anew with another name. */
  readonly mayRename: boolean;
}

/** A certificate in the hands of somebody who wants another name on it. */
export interface Renaming {
  readonly id: string;
  readonly enrolmentId: string;
  readonly trackTitle: string;
  readonly completedOn: CalendarDay;
  readonly printedName: string;
  readonly chosenName: string | null;
}

interface Row {
  words: string;
  code: string;
  edition_hash: string;
  enrolment_id: string | null;
  public_title: string;
  completed_on: string;
  issued_at: number;
  valid_through: string | null;
  state: CertificateState;
  revoked_on: string | null;
  revocation_reason: RevocationReason | null;
  proposed_at: number | null;
  replaced_on: string | null;
  successor_id: string | null;
  successor_number: string | null;
  chosen_name: string | null;
}

/** One certificate and its holder: also a revoked or replaced one can be seen by them, marked as such. */
@Injectable()
export class HeldService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly files: FileService,
    private readonly locales: Locales,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also when it is somebody else's. */
  async get(personId: string, id: string): Promise<{ sheet: CertificateSheet; life: Life }> {
    const row = await this.find(personId, id);
    return { sheet: await this.toSheet(row), life: await this.toLife(row) };
  }

  /** The certificate that took this one's place; null where none did. @throws NotFound when it is somebody else's. */
  async findSuccessor(personId: string, id: string): Promise<string | null> {
    return (await this.find(personId, id)).successor_id;
  }

  /** @throws NotFound when it is somebody else's, or not theirs to change. */
  async getRenaming(personId: string, id: string): Promise<Renaming> {
    const row = await this.find(personId, id);
    if (!row.enrolment_id || !(await this.toLife(row)).mayRename) throw new NotFound(`renaming of ${id}`);
    return {
      id,
      enrolmentId: row.enrolment_id,
      trackTitle: row.public_title,
      completedOn: CalendarDay.parse(row.completed_on)!,
      printedName: (JSON.parse(row.words) as SheetWords).name,
      chosenName: row.chosen_name,
    };
  }

  private async find(personId: string, id: string): Promise<Row> {
    const row = await this.database.one<Row>`
      select c.words, c.code, c.edition_hash, c.enrolment_id, c.public_title, c.completed_on, c.issued_at,
        c.valid_through, c.state, c.revoked_on, c.revocation_reason, c.replaced_on,
        (select max(r.proposed_at) from certificate_revocation r
          where r.certificate_id = c.id and r.kind = 'revoke' and r.outcome = 'confirmed') as proposed_at,
        s.id as successor_id, s.number as successor_number, n.name as chosen_name
      from certificate c
      left join certificate s on s.replaces_id = c.id
      left join chosen_name n on n.enrolment_id = c.enrolment_id
      where c.id = ${id} and c.person_id = ${personId} and c.words is not null and c.code is not null`;
    if (!row) throw new NotFound(`certificate ${id}`);
    return row;
  }

  private async toSheet(row: Row): Promise<CertificateSheet> {
    const words = JSON.parse(row.words) as SheetWords;
    const check = {
      ...words.check,
      url: `${this.config.origin}/verify/${row.code}`,
      code: groupCode(row.code),
    };
    const mark =
      row.state === 'valid' ? null : this.locales.in(words.lang).text(`certificates.sheet.mark.${row.state}`);
    const sealPicture = await this.sealOf(words);
    return { ...words, check, mark, sealPicture, issuedAt: new Date(Number(row.issued_at)) };
  }

  private async sealOf({ seal, lang }: SheetWords): Promise<CertificateSheet['sealPicture']> {
    if (!seal) return null;
    const alt = this.locales.in(lang).text('certificates.sheet.seal');
    return { href: `/files/${seal}`, bytes: (await this.files.get(seal)).content, alt };
  }

  private async toLife(row: Row): Promise<Life> {
    const { track } = await this.editions.get(row.edition_hash);
    const { successor_id: id, successor_number: number } = row;
    return {
      state: row.state,
      ...validityOf(row, this.clock.today()),
      proposedOn: row.proposed_at === null ? null : CalendarDay.at(new Date(Number(row.proposed_at))),
      revokedOn: dayOf(row.revoked_on),
      revocationReason: row.revocation_reason,
      replacedOn: dayOf(row.replaced_on),
      successor: id === null ? null : { id, number: number! },
      mayRename: row.state === 'valid' && track.certificate?.official === null,
    };
  }
}

function dayOf(text: string | null): CalendarDay | null {
  return text === null ? null : CalendarDay.parse(text);
}
