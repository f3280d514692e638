import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { readingKey } from '../shared/reading.rules.js';
import type { SheetWords } from './certificate-sheet.js';
import { NameReading } from './name-reading.entity.js';

/** A certificate in the hands of somebody who may say how its name is read. */
export interface ReadName {
  readonly id: string;
  readonly enrolmentId: string;
  readonly trackTitle: string;
  readonly name: string;
  readonly reading: string | null;
}

interface Row {
  enrolment_id: string;
  public_title: string;
  words: string;
  reading: string | null;
}

/** How names on certificates are read aloud: wished for by lists, never asked for anything, printed nowhere. */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly enrolments: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also when it is somebody else's, or has been replaced. */
  async get(personId: string, certificateId: string): Promise<ReadName> {
    const row = await this.database.one<Row>`
      select c.enrolment_id, c.public_title, c.words, n.reading
      from certificate c left join name_reading n on n.enrolment_id = c.enrolment_id
      where c.id = ${certificateId} and c.person_id = ${personId} and c.state <> 'replaced'
        and c.enrolment_id is not null and c.words is not null`;
    if (!row) throw new NotFound(`certificate ${certificateId}`);
    return {
      id: certificateId,
      enrolmentId: row.enrolment_id,
      trackTitle: row.public_title,
      name: (JSON.parse(row.words) as SheetWords).name,
      reading: row.reading,
    };
  }

  /** Before the certificate is made: the list holds it from then on. Empty takes it away. */
  async keep(tx: Tx, enrolmentId: string, reading: string): Promise<void> {
    if (reading === '') {
      await tx.delete(NameReading, { enrolmentId });
      return;
    }
    const savedAt = this.clock.now();
    const kept = { enrolmentId, reading, readingKey: readingKey(reading), savedAt };
    await tx.upsert(NameReading, kept, ['enrolmentId']);
  }

  /** Of a certificate that was made: lists from now on have the new one. The same again changes nothing. */
  async correct(tx: Tx, enrolmentId: string, reading: string): Promise<void> {
    const before = await tx.findOne(NameReading, { enrolmentId });
    if ((before?.reading ?? '') === reading) return;
    await this.keep(tx, enrolmentId, reading);
    await this.enrolments.recordFact(tx, enrolmentId, { kind: 'corrected', nameReading: reading || null });
  }
}
