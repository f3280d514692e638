import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { HeldViewings } from '../certificates/held-viewings.service.js';
import { ContactKeeping } from '../contact/contact-keeping.service.js';
import { Database } from '../database/database.js';
import { HeldExports } from '../reports/held-exports.service.js';
import type { OwnAccess } from './own-data.js';

interface Row {
  at: number;
  role: string;
  act: string;
}

interface ActRow extends Row {
  detail: string;
}

/** Told once another official confirmed them: what is examined and comes to nothing changed nothing for anybody. */
const PROPOSALS: readonly string[] = [
  'certificate.revocation-proposed',
  'certificate.lift-proposed',
  'waiver.proposed',
] satisfies ActCode[];
const NEVER_TOLD: readonly string[] = [
  'certificate.proposal-withdrawn',
  'waiver.lift-proposed',
  'waiver.lift-returned',
  'waiver.proposal-withdrawn',
  'waiver.returned',
] satisfies ActCode[];

/**
 * Who looked at a person's data, took it out, or did something to what is theirs: from the record of acts and the files
 * that left. By role, never by name, and nothing of anybody else. A room whose staff act on something new of a
 * person's adds its kind of thing here.
 */
@Injectable()
export class OwnAccessService {
  constructor(
    private readonly database: Database,
    private readonly exports: HeldExports,
    private readonly viewings: HeldViewings,
    private readonly contacts: ContactKeeping,
  ) {}

  /** Newest first. */
  async listOf(personId: string): Promise<OwnAccess[]> {
    const [acts, sheets, files, viewings, contacts] = await Promise.all([
      this.acts(personId),
      this.sheets(personId),
      this.exports.listOf(personId),
      this.viewings.listOf(personId),
      this.contacts.listAccess(personId),
    ]);
    const taken = files.map(({ takenAt, purpose, fiscalYear }) => ({
      at: takenAt,
      role: 'office',
      act: 'report.downloaded',
      purpose,
      fiscalYear,
    }));
    const viewed = viewings.map((viewing) => ({ ...viewing, role: 'office' }));
    const lists = contacts.map(({ at, act }) => ({
      at,
      act,
      role: 'facilitator',
      purpose: null,
      fiscalYear: null,
    }));
    return [...acts, ...sheets, ...taken, ...viewed, ...lists].sort(
      (a, b) => b.at.getTime() - a.at.getTime(),
    );
  }

  private async acts(personId: string): Promise<OwnAccess[]> {
    const [rows, confirmed] = await Promise.all([this.recorded(personId), this.confirmed(personId)]);
    return rows
      .filter(({ act, detail }) => {
        if (NEVER_TOLD.includes(act)) return false;
        return (
          !PROPOSALS.includes(act) || confirmed.has((JSON.parse(detail) as { proposal?: string }).proposal)
        );
      })
      .map(toAccess);
  }

  private recorded(personId: string): Promise<ActRow[]> {
    return this.database.sql<ActRow>`
      select e.at, e.role, e.act, e.detail from audit_event e
      where e.object in (
          select cast(${`person:${personId}`} as text)
          union all
          select 'enrolment:' || id from enrolment where person_id = ${personId}
          union all
          select 'certificate:' || c.id from certificate c
            join enrolment n on n.id = c.enrolment_id where n.person_id = ${personId}
          union all
          select 'reflection:' || s.id from reflection_sending s
            join enrolment n on n.id = s.enrolment_id where n.person_id = ${personId}
          union all
          select 'contact-message:' || m.id from contact_message m
            join enrolment n on n.id = m.enrolment_id where n.person_id = ${personId}
          union all
          select 'invitation:' || i.id from invitation i where i.person_id = ${personId}
          union all
          select 'application:' || a.application_id from applicant a where a.person_id = ${personId})
        and e.role in ('facilitator', 'office', 'administrator') and e.actor_id <> ${personId}
      order by e.seq desc`;
  }

  /** Ids of the proposals about somebody's certificates and waivers that were confirmed. */
  private async confirmed(personId: string): Promise<ReadonlySet<string | undefined>> {
    const rows = await this.database.sql<{ id: string }>`
      select r.id from certificate_revocation r join certificate c on c.id = r.certificate_id
      where c.person_id = ${personId} and r.outcome = 'confirmed'
      union all
      select w.id from waiver w join enrolment n on n.id = w.enrolment_id
      where n.person_id = ${personId} and w.confirmed_at is not null`;
    return new Set(rows.map(({ id }) => id));
  }

  /** Attendance sheets that were taken along while one was enrolled in the cohort that met. */
  private async sheets(personId: string): Promise<OwnAccess[]> {
    const rows = await this.database.sql<Row>`
      select distinct e.seq, e.at, e.role, e.act
      from reported_fact f
      join training_session s on s.cohort_id = f.cohort_id
      join audit_event e on e.object = 'training-session:' || s.id
      where f.person_id = ${personId} and e.act = 'attendance.exported'
        and e.role in ('facilitator', 'office', 'administrator') and e.actor_id <> ${personId}
        and f.recorded_at <= e.at and f.status <> 'left'
        and not exists (select 1 from reported_fact later where later.enrolment_id = f.enrolment_id
          and later.seq > f.seq and later.recorded_at <= e.at)
      order by e.seq desc`;
    return rows.map(toAccess);
  }
}

function toAccess({ at, role, act }: Row): OwnAccess {
  return { at: new Date(Number(at)), role, act, purpose: null, fiscalYear: null };
}
