import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { ReportedStatus } from '../enrolment/reported-fact.entity.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { holds } from './holding.rules.js';
import type { HeldFact } from './holding.rules.js';
import { readQuestion } from './report-question.rules.js';
import type { TypedQuestion } from './report-question.rules.js';

/** A file with names that held a row of somebody. */
export interface HeldExport {
  readonly takenAt: Date;
  /** In the words of who took it. */
  readonly purpose: string;
  readonly fiscalYear: number;
}

interface FactRow {
  enrolment_id: string;
  seq: number;
  recorded_at: number;
  track_code: string;
  status: ReportedStatus;
  occurred_on: string;
  enrolled_on: string;
  completed_on: string | null;
}

interface DownloadRow {
  started_at: number;
  up_to: number;
  question: string;
  purpose: string;
}

/** Finds again whose rows the exported files held: from their questions and moments, since nothing of them is kept. */
@Injectable()
export class HeldExports {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async listOf(personId: string): Promise<HeldExport[]> {
    const facts = await this.factsOf(personId);
    if (facts.length === 0) return [];
    const since = Math.min(...facts.map(({ seq }) => seq));
    const downloads = await this.database.sql<DownloadRow>`
      select d.started_at, d.up_to, d.question, x.purpose
      from report_download d join report_export x on x.id = d.export_id
      where d.kind = 'names' and d.up_to >= ${since} order by d.started_at desc, d.id desc`;
    return downloads.flatMap(({ started_at: at, up_to: upTo, question: asked, purpose }) => {
      const takenAt = new Date(Number(at));
      const question = readQuestion(JSON.parse(asked) as TypedQuestion, CalendarDay.at(takenAt));
      return holds(question, upTo, facts) ? [{ takenAt, purpose, fiscalYear: question.fiscalYear }] : [];
    });
  }

  private async factsOf(personId: string): Promise<HeldFact[]> {
    const rows = await this.database.sql<FactRow>`
      select enrolment_id, seq, recorded_at, track_code, status, occurred_on, enrolled_on, completed_on
      from reported_fact where person_id = ${personId}`;
    return rows.map((row) => ({
      enrolmentId: row.enrolment_id,
      seq: row.seq,
      recordedAt: Number(row.recorded_at),
      trackCode: row.track_code,
      status: row.status,
      occurredOn: row.occurred_on,
      enrolledOn: row.enrolled_on,
      completedOn: row.completed_on,
    }));
  }
}
