import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { NO_READING_KEY } from '../shared/reading.rules.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Enrolment } from './enrolment.entity.js';
import { ReportedFact } from './reported-fact.entity.js';
import type { FactKind } from './reported-fact.entity.js';
import { snapshotOf } from './snapshot.rules.js';
import type { FactPatch } from './snapshot.rules.js';

/** What happened, on which day, and what it changes of the reported columns. */
export interface NewFact extends FactPatch {
  readonly kind: FactKind;
  /** Today unless the act was typed in later. */
  readonly occurredOn?: CalendarDay;
}

/** Writes the append-only facts that every report is made of. */
@Injectable()
export class ReportedFacts {
  constructor(
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds one fact with the whole state of the enrolment as it stands in this unit. Columns that the patch does
   * not name keep what the fact before said.
   */
  async record(tx: Tx, enrolment: Enrolment, fact: NewFact): Promise<void> {
    const { kind, occurredOn, ...patch } = fact;
    const now = this.clock.now();
    const [before] = await tx.find(ReportedFact, {
      where: { enrolmentId: enrolment.id },
      order: { seq: 'DESC' },
      take: 1,
    });
    await tx.insert(ReportedFact, {
      ...snapshotOf({ enrolment, before: before ?? null, patch, ...(await this.namesOf(tx, enrolment)) }),
      id: newId(now),
      seq: await nextSeq(tx),
      kind,
      occurredOn: occurredOn ?? this.clock.today(),
      recordedAt: now,
    });
  }

  /** Takes the names out of a person's facts. The rows stay: counts are not personal. */
  async blankNames(tx: Tx, personId: string): Promise<void> {
    await tx.update(
      ReportedFact,
      { personId },
      { displayName: '', nameReading: null, readingKey: NO_READING_KEY },
    );
    await tx.sql`
      update reported_fact set certificate_name = ''
      where person_id = ${personId} and certificate_name is not null`;
  }

  private async namesOf(tx: Tx, enrolment: Enrolment) {
    const { track } = await this.editions.getCurrent(enrolment.trackId, tx);
    const cohort = await tx.findOne(Cohort, { id: enrolment.cohortId });
    const person = await tx.one<{ display_name: string }>`
      select display_name from person where id = ${enrolment.personId}`;
    return {
      track: { code: track.code, title: withoutRuby(track.title) },
      cohort,
      displayName: person?.display_name ?? '',
    };
  }
}

async function nextSeq(tx: Tx): Promise<number> {
  const last = await tx.one<{ seq: number | null }>`select max(seq) as seq from reported_fact`;
  return (last?.seq ?? 0) + 1;
}
