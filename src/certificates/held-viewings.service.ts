import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Database } from '../database/database.js';
import type { ViewingKind } from './roster-viewing.entity.js';
import { shows, USABLE_MS } from './viewing-holding.rules.js';
import type { ListedPerson } from './viewing-holding.rules.js';
import { ACT_OF } from './viewing.service.js';

/** That an official looked at names among which somebody's was. */
export interface HeldViewing {
  readonly at: Date;
  readonly act: ActCode;
  /** In the official's words; null before a batch. */
  readonly purpose: string | null;
  /** Of a roster, or of waivers. */
  readonly fiscalYear: number | null;
}

interface Row {
  kind: ViewingKind;
  purpose: string | null;
  question: string;
  asked_at: number;
}

const HAS_YEAR: readonly ViewingKind[] = ['roster', 'waivers'];

/** Finds again whose names were looked at, from what the officials asked for. */
@Injectable()
export class HeldViewings {
  constructor(private readonly database: Database) {}

  /** Newest first; not one's own. */
  async listOf(personId: string): Promise<HeldViewing[]> {
    const { since, ...person } = await this.listed(personId);
    if (since === null) return [];
    const rows = await this.database.sql<Row>`
      select kind, purpose, question, asked_at from roster_viewing
      where asked_at > ${since - USABLE_MS} and person_id <> ${personId} order by asked_at desc, id desc`;
    return rows.flatMap(({ kind, purpose, question: asked, asked_at: at }) => {
      const question = JSON.parse(asked) as Record<string, unknown>;
      const askedAt = Number(at);
      if (!shows({ kind, question, askedAt }, person)) return [];
      const fiscalYear = HAS_YEAR.includes(kind) ? (question.fiscalYear as number) : null;
      return [{ at: new Date(askedAt), act: ACT_OF[kind], purpose, fiscalYear }];
    });
  }

  /** `since`: nothing of theirs stood in any list before. */
  private async listed(personId: string): Promise<ListedPerson & { since: number | null }> {
    const [enrolments, waivers, certificates] = await Promise.all([
      this.database.sql<{ id: string; created_at: number }>`
        select id, created_at from enrolment where person_id = ${personId}`,
      this.database.sql<{ proposed_at: number }>`
        select w.proposed_at from waiver w join enrolment e on e.id = w.enrolment_id
        where e.person_id = ${personId}`,
      this.database.sql<{ id: string; track_code: string; completed_on: string; issued_at: number }>`
        select id, track_code, completed_on, issued_at from certificate where person_id = ${personId}`,
    ]);
    const moments = [
      ...enrolments.map(({ created_at: at }) => Number(at)),
      ...certificates.map(({ issued_at: at }) => Number(at)),
    ];
    return {
      since: moments.length === 0 ? null : Math.min(...moments),
      proposedAt: waivers.map(({ proposed_at: at }) => Number(at)),
      enrolmentIds: enrolments.map(({ id }) => id),
      certificates: certificates.map((row) => ({
        id: row.id,
        trackCode: row.track_code,
        completedOn: row.completed_on,
        issuedAt: Number(row.issued_at),
      })),
    };
  }
}
