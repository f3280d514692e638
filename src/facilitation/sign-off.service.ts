import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { ActCode } from '../audit/acts.rules.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { asksSignOff } from '../learning/sign-off.rules.js';
import { LearningService } from '../learning/learning.service.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';

/** Somebody of a cohort whose track asks for the word of a facilitator. */
export interface SignOffLine {
  readonly enrolmentId: string;
  readonly name: string;
  readonly number: number;
  readonly completedOn: CalendarDay | null;
  /** Null while nobody confirmed it. `by` is empty once they have gone. */
  readonly signed: { readonly at: Date; readonly by: string } | null;
}

export interface SignOffPart {
  readonly lines: readonly SignOffLine[];
  readonly total: number;
}

interface Row {
  id: string;
  number: number;
  display_name: string;
  completed_on: string | null;
  signed_at: number | null;
  signed_by: string | null;
}

interface Whose {
  readonly cohort: FacilitatedCohort;
  readonly enrolmentId: string;
}

/** A facilitator's word, for the people of their cohort and never for themselves. */
@Injectable()
export class SignOffService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly learning: LearningService,
    private readonly audit: Audit,
  ) {}

  /** Who waits first. @throws NotFound where nobody's track asks for it */
  async list(
    me: Me,
    cohort: FacilitatedCohort,
    { from, size }: { from: number; size: number },
  ): Promise<SignOffPart> {
    const revisions = await this.askingRevisions(cohort, this.database);
    if (revisions.length === 0 && !asksSignOff((await this.editions.getCurrent(cohort.trackId)).track))
      throw new NotFound(`sign-off in ${cohort.id}`);
    const [rows, counted] = await Promise.all([
      this.database.sql<Row>`
        select e.id, e.number, p.display_name, e.completed_on, s.signed_at, f.display_name as signed_by
        from enrolment e join person p on p.id = e.person_id
        left join sign_off s on s.enrolment_id = e.id left join person f on f.id = s.signed_by_id
        where e.cohort_id = ${cohort.id} and e.left_at is null and e.person_id <> ${me.personId}
          and e.revision_id in ${list(revisions)}
        order by case when s.signed_at is null and e.completed_on is null then 0 else 1 end, e.number
        limit ${size} offset ${from}`,
      this.database.one<{ n: number }>`
        select count(*) as n from enrolment e
        where e.cohort_id = ${cohort.id} and e.left_at is null and e.person_id <> ${me.personId}
          and e.revision_id in ${list(revisions)}`,
    ]);
    return { lines: rows.map(toLine), total: Number(counted!.n) };
  }

  /** Given already, or not needed any more: nothing happens. @throws NotFound */
  async give(tx: Tx, me: Me, whose: Whose): Promise<void> {
    const { isSigned, isCompleted } = await this.get(tx, me, whose);
    if (isSigned || isCompleted) return;
    await this.learning.signOff(tx, whose.enrolmentId, me.personId);
    await this.note(tx, me, { act: 'sign-off.given', ...whose });
  }

  /** @throws NotFound, DomainError once the track is completed */
  async takeBack(tx: Tx, me: Me, whose: Whose): Promise<void> {
    const { isSigned } = await this.get(tx, me, whose);
    if (!isSigned) return;
    await this.learning.takeBackSignOff(tx, whose.enrolmentId);
    await this.note(tx, me, { act: 'sign-off.taken-back', ...whose });
  }

  private async note(tx: Tx, actor: Me, { act, enrolmentId }: Whose & { act: ActCode }): Promise<void> {
    await this.audit.record(tx, { actor, act, object: `enrolment:${enrolmentId}` });
  }

  private async get(
    tx: Tx,
    me: Me,
    { cohort, enrolmentId }: Whose,
  ): Promise<{ isSigned: boolean; isCompleted: boolean }> {
    const row = isId(enrolmentId)
      ? await tx.one<{ revision_id: string; completed_on: string | null; signed_at: number | null }>`
          select e.revision_id, e.completed_on, s.signed_at
          from enrolment e left join sign_off s on s.enrolment_id = e.id
          where e.id = ${enrolmentId} and e.cohort_id = ${cohort.id} and e.left_at is null
            and e.person_id <> ${me.personId}`
      : null;
    if (!row || !(await this.askingRevisions(cohort, tx)).includes(row.revision_id))
      throw new NotFound(`sign-off of ${enrolmentId}`);
    return { isSigned: row.signed_at !== null, isCompleted: row.completed_on !== null };
  }

  /** The revisions that the people of a cohort hold and that ask for it. */
  private async askingRevisions(cohort: FacilitatedCohort, from: Database | Tx): Promise<readonly string[]> {
    const rows = await from.sql<{ id: string; hash: string }>`
      select distinct r.id, r.edition_hash as hash
      from enrolment e join revision r on r.id = e.revision_id where e.cohort_id = ${cohort.id}`;
    const tx = from === this.database ? undefined : (from as Tx);
    const asking = await Promise.all(
      rows.map(async ({ id, hash }) => (asksSignOff((await this.editions.get(hash, tx)).track) ? id : null)),
    );
    return asking.filter((id) => id !== null);
  }
}

function toLine(row: Row): SignOffLine {
  const { signed_at: at, signed_by: by } = row;
  return {
    enrolmentId: row.id,
    name: row.display_name,
    number: row.number,
    completedOn: row.completed_on === null ? null : CalendarDay.parse(row.completed_on),
    signed: at === null ? null : { at: new Date(at), by: by ?? '' },
  };
}
