import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Seats } from '../cohorts/seats.service.js';
import type { TrackModel } from '../curriculum/edition.js';
import { newestRevision } from '../curriculum/publication.service.js';
import type { Tx } from '../database/database.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { Enrolment } from './enrolment.entity.js';
import { freeNumber } from './enrolment-number.rules.js';
import type { FactKind } from './reported-fact.entity.js';
import { ReportedFacts } from './reported-facts.service.js';
import type { NewFact } from './reported-facts.service.js';
import { yearToBegin } from './year.rules.js';

/** What happens elsewhere, in the same unit, when somebody takes a break, leaves, or goes on in another cohort. */
type Work = (tx: Tx, enrolment: Enrolment) => Promise<void>;
type Whose = Readonly<{ personId: string; trackId: string }>;

/** Who takes which track. Every change of it is also a reported fact, in the same unit. */
@Injectable()
export class EnrolmentService implements OnModuleInit {
  private readonly atRest: Work[] = [];
  private readonly atMoves: Work[] = [];

  constructor(
    private readonly cohorts: CohortService,
    private readonly facts: ReportedFacts,
    private readonly clock: Clock,
    private readonly seats: Seats,
  ) {}

  onModuleInit(): void {
    this.seats.countBy({ all: countTaken, ofOthers: countOthers });
  }

  /** Registers work of a higher room. */
  whenResting(work: Work): void {
    this.atRest.push(work);
  }

  /** Registers work of a higher room: what was given to the facilitators of one cohort is not given to those of the next. */
  whenMoving(work: Work): void {
    this.atMoves.push(work);
  }

  /**
   * Enrols in the standing cohort; who is enrolled stays so, who had left comes back to all that was done.
   * @throws DomainError enrolment.locked while a required track is not completed
   */
  async enrol(tx: Tx, personId: string, track: Pick<TrackModel, 'id' | 'requires'>): Promise<Enrolment> {
    const open = await this.findOpen(tx, { personId, trackId: track.id });
    if (open) return open;
    await this.checkRequired(tx, personId, track);
    return this.enrolIn(tx, personId, await this.cohorts.getStanding(tx, track.id));
  }

  /**
   * Enrols in this very cohort. Who takes its track already, in whichever cohort, stays there.
   * @throws DomainError enrolment.full
   */
  async enrolIn(tx: Tx, personId: string, cohort: Cohort): Promise<Enrolment> {
    const open = await this.findOpen(tx, { personId, trackId: cohort.trackId });
    if (open) return open;
    await this.checkSeat(tx, personId, cohort);
    const former = await this.findIn(tx, { personId, cohortId: cohort.id });
    const enrolment = former ? await this.reopen(tx, former) : await this.open(tx, personId, cohort);
    await this.facts.record(tx, enrolment, { kind: 'enrolled' });
    return enrolment;
  }

  /**
   * Goes on in another cohort of the same track with all that was done. Who has been in that cohort before stays.
   * @throws DomainError enrolment.full
   */
  async moveTo(tx: Tx, enrolment: Enrolment, cohort: Cohort): Promise<Enrolment> {
    const { id, personId } = enrolment;
    if (await this.findIn(tx, { personId, cohortId: cohort.id })) return enrolment;
    await this.checkSeat(tx, personId, cohort);
    const number = await freeNumber((one) => isTaken(tx, cohort.id, one), randomInt);
    await tx.update(Enrolment, { id }, { cohortId: cohort.id, number });
    const moved = Object.assign(enrolment, { cohortId: cohort.id, number });
    await this.facts.record(tx, moved, { kind: 'corrected' });
    for (const work of this.atMoves) await work(tx, moved);
    return moved;
  }

  /**
   * Takes part again in this fiscal year, in the standing cohort and from the beginning. What was completed before
   * stays as it is. Who is at it already, or has completed it this year, changes nothing.
   * @throws NotFound who does not take the track
   */
  async beginYear(tx: Tx, personId: string, track: Pick<TrackModel, 'id' | 'certificate'>): Promise<void> {
    const whose = { personId, trackId: track.id };
    const before = await this.get(tx, whose);
    if (!yearToBegin(track, before.completedOn, this.clock.today())) return;
    const cohort = await this.cohorts.getStanding(tx, track.id);
    await this.checkSeat(tx, personId, cohort);
    const ended = Object.assign(before, { state: 'ended' as const, leftAt: this.clock.now() });
    await tx.update(Enrolment, { id: ended.id }, { state: ended.state, leftAt: ended.leftAt });
    // What was left long ago in another cohort belongs to the years before, too: nothing comes back from it.
    await tx.update(Enrolment, { ...whose, state: 'left' }, { state: 'ended' });
    for (const work of this.atRest) await work(tx, ended);
    await this.facts.record(tx, await this.open(tx, personId, cohort), { kind: 'enrolled' });
  }

  /** Stops reminders and deadlines. Reading goes on being possible, and nothing is asked. */
  async pause(tx: Tx, whose: Whose): Promise<void> {
    await this.move(tx, await this.get(tx, whose), { state: 'paused', kind: 'paused' });
  }

  async resume(tx: Tx, whose: Whose): Promise<void> {
    await this.move(tx, await this.get(tx, whose), { state: 'active', kind: 'resumed' });
  }

  /** Ends the enrolment. What was done is kept for a return, until the person erases it. */
  async leave(tx: Tx, whose: Whose): Promise<void> {
    await this.move(tx, await this.get(tx, whose), { state: 'left', kind: 'left' });
  }

  /** Sets the day of completion, once; later calls change nothing. */
  async complete(tx: Tx, enrolmentId: string): Promise<void> {
    const enrolment = await this.getById(tx, enrolmentId);
    if (enrolment.completedOn !== null) return;
    enrolment.completedOn = this.clock.today();
    await tx.update(Enrolment, { id: enrolment.id }, { completedOn: enrolment.completedOn });
    await this.facts.record(tx, enrolment, { kind: 'completed' });
  }

  /** A completion that rested on a mistake of the house is none, before a certificate says so. Reports of earlier days keep it. */
  async takeBackCompletion(tx: Tx, enrolmentId: string): Promise<void> {
    const enrolment = await this.getById(tx, enrolmentId);
    if (enrolment.completedOn === null) return;
    await tx.update(Enrolment, { id: enrolment.id }, { completedOn: null });
    await this.facts.record(tx, Object.assign(enrolment, { completedOn: null }), { kind: 'corrected' });
  }

  /** The day of a completion is a later one than was thought. An earlier day, or the same, changes nothing. */
  async completeLater(tx: Tx, enrolmentId: string, day: CalendarDay): Promise<void> {
    const enrolment = await this.getById(tx, enrolmentId);
    if (enrolment.completedOn === null || !enrolment.completedOn.isBefore(day)) return;
    enrolment.completedOn = day;
    await tx.update(Enrolment, { id: enrolment.id }, { completedOn: day });
    await this.facts.record(tx, enrolment, { kind: 'corrected' });
  }

  /** For what later rooms report (a certificate was issued, a name corrected). @throws NotFound */
  async recordFact(tx: Tx, enrolmentId: string, fact: NewFact): Promise<void> {
    await this.facts.record(tx, await this.getById(tx, enrolmentId), fact);
  }

  async findOpen(tx: Tx, { personId, trackId }: Whose): Promise<Enrolment | null> {
    const [open] = await tx.sql<{ id: string }>`
      select id from enrolment where person_id = ${personId} and track_id = ${trackId} and left_at is null`;
    return open ? tx.findOne(Enrolment, { id: open.id }) : null;
  }

  /** The enrolment in this very cohort, open or left; none of an earlier year. */
  async findIn(tx: Tx, { personId, cohortId }: { personId: string; cohortId: string }) {
    const row = await tx.one<{ id: string }>`
      select id from enrolment where person_id = ${personId} and cohort_id = ${cohortId} and state <> 'ended'`;
    return row ? tx.findOne(Enrolment, { id: row.id }) : null;
  }

  /** The open enrolment. @throws NotFound when there is none, or it is somebody else's */
  async get(tx: Tx, whose: Whose): Promise<Enrolment> {
    const open = await this.findOpen(tx, whose);
    if (!open) throw new NotFound(`enrolment in ${whose.trackId}`);
    return open;
  }

  /** Erases what hangs on enrolments, and the names in what was reported. Counts stay; what was going on ends today. */
  async erase(tx: Tx, personId: string): Promise<void> {
    // Without a last fact the reports of all years to come would count the person as learning.
    for (const enrolment of await tx.find(Enrolment, { where: { personId } }))
      if (enrolment.state !== 'ended') await this.move(tx, enrolment, { state: 'left', kind: 'left' });
    await this.facts.blankNames(tx, personId);
    await tx.delete(Enrolment, { personId });
  }

  private async getById(tx: Tx, id: string): Promise<Enrolment> {
    const enrolment = await tx.findOne(Enrolment, { id });
    if (!enrolment) throw new NotFound(`enrolment ${id}`);
    return enrolment;
  }

  /** @throws DomainError enrolment.locked while a required track is not completed */
  async checkRequired(tx: Tx, personId: string, track: Pick<TrackModel, 'requires'>): Promise<void> {
    if (track.requires.length === 0) return;
    const completed = await tx.sql<{ track_id: string }>`
      select track_id from enrolment where person_id = ${personId} and completed_on is not null`;
    const done = new Set(completed.map((row) => row.track_id));
    if (!track.requires.every((required) => done.has(required))) throw new DomainError('enrolment.locked');
  }

  /** Units run one at a time: a seat that is free here is still free when it is taken. */
  private async checkSeat(tx: Tx, personId: string, { id: cohortId, seats }: Cohort): Promise<void> {
    if (seats !== null && (await this.seats.ofOthers(tx, { cohortId, personId })) >= seats)
      throw new DomainError('enrolment.full');
  }

  private async open(tx: Tx, personId: string, cohort: Cohort): Promise<Enrolment> {
    const now = this.clock.now();
    const enrolment = Object.assign(new Enrolment(), {
      id: newId(now),
      personId,
      cohortId: cohort.id,
      trackId: cohort.trackId,
      revisionId: cohort.revisionId ?? (await newestRevision(tx, cohort.trackId))!.id,
      number: await freeNumber((number) => isTaken(tx, cohort.id, number), randomInt),
      state: 'active' as const,
      enrolledOn: this.clock.today(),
      completedOn: null,
      leftAt: null,
      createdAt: now,
    });
    await tx.insert(Enrolment, enrolment);
    return enrolment;
  }

  private async reopen(tx: Tx, former: Enrolment): Promise<Enrolment> {
    await tx.update(Enrolment, { id: former.id }, { state: 'active', leftAt: null });
    return Object.assign(former, { state: 'active' as const, leftAt: null });
  }

  private async move(
    tx: Tx,
    enrolment: Enrolment,
    to: { state: Enrolment['state']; kind: FactKind },
  ): Promise<void> {
    if (enrolment.state === to.state) return;
    const leftAt = to.state === 'left' ? this.clock.now() : null;
    await tx.update(Enrolment, { id: enrolment.id }, { state: to.state, leftAt });
    await this.facts.record(tx, Object.assign(enrolment, { state: to.state, leftAt }), { kind: to.kind });
    if (to.state !== 'active') for (const work of this.atRest) await work(tx, enrolment);
  }
}

async function isTaken(tx: Tx, cohortId: string, number: number): Promise<boolean> {
  const rows = await tx.sql`select 1 from enrolment where cohort_id = ${cohortId} and number = ${number}`;
  return rows.length > 0;
}

/** Who takes a break keeps the seat; who left has given it back. */
async function countTaken(from: Pick<Tx, 'sql'>): Promise<Map<string, number>> {
  const rows = await from.sql<{ cohort_id: string; people: number }>`
    select cohort_id, count(*) as people from enrolment where left_at is null group by cohort_id`;
  return new Map(rows.map((row) => [row.cohort_id, Number(row.people)]));
}

async function countOthers(
  from: Pick<Tx, 'one'>,
  { cohortId, personId }: { cohortId: string; personId: string },
): Promise<number> {
  const row = await from.one<{ people: number }>`
    select count(*) as people from enrolment
    where cohort_id = ${cohortId} and left_at is null and person_id <> ${personId}`;
  return Number(row!.people);
}
