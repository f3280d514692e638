import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { Cohort } from './cohort.entity.js';
import { CohortService } from './cohort.service.js';
import { isWithin } from './session-date.rules.js';
import type { SessionDate } from './session-date.rules.js';
import { TrainingSession } from './training-session.entity.js';

/** A cohort as its dates need it. */
export type DatedGroup = Readonly<Pick<Cohort, 'id' | 'trackId' | 'name' | 'startsOn' | 'endsOn'>>;

export interface KnownDate extends SessionDate {
  readonly id: string;
  readonly isCancelled: boolean;
  readonly version: number;
  readonly changedAt: Date | null;
}

interface Row {
  id: string;
  module: string;
  step: string;
  starts_at: number;
  ends_at: number;
  place: string;
  cancelled_at: number | null;
  version: number;
  changed_at: number | null;
}

/** Refuses a change over an older state. Holds what is saved now, so that both can be shown. */
export class StaleDate extends DomainError {
  constructor(readonly saved: KnownDate) {
    super('cohorts.date.stale');
  }
}

/** A date that does not take place, or not as it was. */
export interface MovedDate {
  readonly cohortId: string;
  /** The later of its ends, before and after the change. */
  readonly endsAt: Date;
}

/** The dates on which a cohort meets. Every change has its line of the record. */
@Injectable()
export class SessionDates {
  private readonly whenMoved: ((tx: Tx, date: MovedDate) => Promise<void>)[] = [];

  constructor(
    private readonly database: Database,
    private readonly cohorts: CohortService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Registers work of a higher room, in the unit in which a date is changed or cancelled. */
  onMoved(work: (tx: Tx, date: MovedDate) => Promise<void>): void {
    this.whenMoved.push(work);
  }

  /** @throws NotFound */
  async getGroup(id: string): Promise<DatedGroup> {
    const row = await this.database.one<{
      id: string;
      track_id: string;
      name: string | null;
      starts_on: string | null;
      ends_on: string | null;
    }>`select id, track_id, name, starts_on, ends_on from cohort where id = ${id}`;
    if (!row) throw new NotFound(`cohort ${id}`);
    const day = (text: string | null) => (text === null ? null : CalendarDay.parse(text));
    const { track_id: trackId, name, starts_on, ends_on } = row;
    return { id, trackId, name, startsOn: day(starts_on), endsOn: day(ends_on) };
  }

  /** In their order; those that were cancelled stay in it. */
  async listOf(cohortId: string, from: Pick<Tx, 'sql'> = this.database): Promise<KnownDate[]> {
    const rows = await from.sql<Row>`
      select id, module, step, starts_at, ends_at, place, cancelled_at, version, changed_at
      from training_session where cohort_id = ${cohortId} order by starts_at, id`;
    return rows.map(toDate);
  }

  /** @throws NotFound also for a date of another cohort */
  async get(cohortId: string, id: string): Promise<KnownDate> {
    const date = (await this.listOf(cohortId)).find((one) => one.id === id);
    if (!date) throw new NotFound(`session ${id}`);
    return date;
  }

  /** @throws DomainError when it is outside the days of the cohort */
  async add(
    tx: Tx,
    me: Me,
    { cohortId, ...date }: SessionDate & { readonly cohortId: string },
  ): Promise<string> {
    await this.checkDay(tx, cohortId, date);
    const now = this.clock.now();
    const id = newId(now);
    await tx.insert(TrainingSession, {
      ...date,
      id,
      cohortId,
      cancelledAt: null,
      version: 1,
      changedAt: now,
    });
    await this.record(tx, me, { act: 'cohort.date.added', cohortId, session: id });
    return id;
  }

  /**
   * Changes exactly the state that was read; the same again changes nothing.
   * @throws StaleDate when somebody changed it meanwhile
   * @throws DomainError when it was cancelled, or is outside the days of the cohort
   */
  async change(
    tx: Tx,
    me: Me,
    { cohortId, id, version, ...date }: SessionDate & { cohortId: string; id: string; version: number },
  ): Promise<void> {
    const saved = await this.getIn(tx, cohortId, id);
    if (saved.cancelledAt !== null) throw new DomainError('cohorts.date.cancelled');
    if (isSame(saved, date)) return;
    if (saved.version !== version) throw new StaleDate(known(saved));
    await this.checkDay(tx, cohortId, date);
    await tx.update(
      TrainingSession,
      { id, cohortId },
      { ...date, version: version + 1, changedAt: this.clock.now() },
    );
    await this.record(tx, me, { act: 'cohort.date.changed', cohortId, session: id });
    const endsAt = saved.endsAt < date.endsAt ? date.endsAt : saved.endsAt;
    for (const work of this.whenMoved) await work(tx, { cohortId, endsAt });
  }

  /** It does not take place; its row stays, and calendars are told. */
  async cancel(tx: Tx, me: Me, { cohortId, id }: { cohortId: string; id: string }): Promise<void> {
    const { cancelledAt, version, endsAt } = await this.getIn(tx, cohortId, id);
    if (cancelledAt !== null) return;
    const now = this.clock.now();
    await tx.update(
      TrainingSession,
      { id, cohortId },
      { cancelledAt: now, version: version + 1, changedAt: now },
    );
    await this.record(tx, me, { act: 'cohort.date.cancelled', cohortId, session: id });
    for (const work of this.whenMoved) await work(tx, { cohortId, endsAt });
  }

  private async getIn(tx: Tx, cohortId: string, id: string): Promise<TrainingSession> {
    const session = isId(id) && isId(cohortId) ? await tx.findOne(TrainingSession, { id, cohortId }) : null;
    if (!session) throw new NotFound(`session ${id}`);
    return session;
  }

  private async checkDay(tx: Tx, cohortId: string, date: SessionDate): Promise<void> {
    const cohort = await this.cohorts.get(tx, cohortId);
    if (!isWithin(cohort, date, this.clock.today()))
      throw new DomainError(cohort.startsOn ? 'cohorts.date.outside' : 'cohorts.date.far');
  }

  private record(
    tx: Tx,
    me: Me,
    { act, cohortId, session }: { act: ActCode; cohortId: string; session: string },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor: me,
      act,
      object: `cohort:${cohortId}`,
      detail: { session },
    });
  }
}

function toDate(row: Row): KnownDate {
  return {
    id: row.id,
    module: row.module,
    step: row.step,
    startsAt: new Date(Number(row.starts_at)),
    endsAt: new Date(Number(row.ends_at)),
    place: row.place,
    isCancelled: row.cancelled_at !== null,
    version: row.version,
    changedAt: row.changed_at === null ? null : new Date(Number(row.changed_at)),
  };
}

function known({ id, module, step, startsAt, endsAt, place, ...row }: TrainingSession): KnownDate {
  const { version, changedAt, cancelledAt } = row;
  return { id, module, step, startsAt, endsAt, place, isCancelled: cancelledAt !== null, version, changedAt };
}

function isSame(one: SessionDate, other: SessionDate): boolean {
  return (
    one.module === other.module &&
    one.step === other.step &&
    one.startsAt.getTime() === other.startsAt.getTime() &&
    one.endsAt.getTime() === other.endsAt.getTime() &&
    one.place === other.place
  );
}
