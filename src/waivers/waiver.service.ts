import { Injectable } from '@nestjs/common';
import { parseLearnerNumber } from '../accounts/learner-number.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { ActCode } from '../audit/acts.rules.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Tx } from '../database/database.js';
import { LearningService } from '../learning/learning.service.js';
import { Waiver } from '../learning/waiver.entity.js';
import type { WaiverKind } from '../learning/waiver.entity.js';
import { stateOf } from '../learning/waiver.rules.js';
import type { Target } from '../learning/waiver.rules.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';

export interface Wanted {
  readonly cohort: FacilitatedCohort;
  /** As it was typed. */
  readonly number: string;
  readonly target: Target;
  readonly kind: WaiverKind;
  readonly note: string | null;
}

/** A waiver with the enrolment it is about, as an act finds them. */
interface Found {
  readonly waiver: Waiver;
  readonly hasLeft: boolean;
}

/** Freeing somebody from a part of their track: a facilitator proposes, somebody of the office confirms; so it ends, too. */
@Injectable()
export class WaiverService {
  constructor(
    private readonly learning: LearningService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Nothing changes for anybody yet. @throws DomainError `waivers.propose.*` */
  async propose(tx: Tx, me: Me, { cohort, number, target, kind, note }: Wanted): Promise<string> {
    const learnerNumber = parseLearnerNumber(number);
    const found =
      learnerNumber &&
      (await tx.one<{ id: string }>`
        select e.id from enrolment e join person p on p.id = e.person_id
        where p.learner_number = ${learnerNumber} and e.cohort_id = ${cohort.id} and e.left_at is null
          and e.person_id <> ${me.personId}`);
    if (!found) throw new DomainError('waivers.propose.nobody');
    await this.checkOpen(tx, found.id, target);
    const { scope, target: id } = target;
    const earlier = await tx.one`
      select id from waiver
      where enrolment_id = ${found.id} and scope = ${scope} and target = ${id} and closed_at is null`;
    if (earlier) throw new DomainError('waivers.propose.open');
    const proposedAt = this.clock.now();
    const waiver = {
      ...{ id: newId(proposedAt), enrolmentId: found.id, ...target, kind, note },
      ...{ proposedById: me.personId, proposedAt },
      ...{ confirmedById: null, confirmedAt: null, liftProposedById: null, liftProposedAt: null },
      ...{ closedById: null, closedAt: null },
    };
    await tx.insert(Waiver, waiver);
    await this.note(tx, me, { act: 'waiver.proposed', waiver });
    return waiver.id;
  }

  /** Confirmed before by the same official: nothing happens. @throws NotFound, DomainError `waivers.confirm.*` */
  async confirm(tx: Tx, me: Me, id: string): Promise<void> {
    const { waiver, hasLeft } = await this.get(tx, me, { id });
    if (stateOf(waiver) === 'confirmed' && waiver.confirmedById === me.personId) return;
    if (stateOf(waiver) !== 'proposed') throw new DomainError('waivers.confirm.decided');
    if (waiver.proposedById === me.personId) throw new DomainError('waivers.confirm.same-person');
    if (hasLeft) throw new DomainError('waivers.confirm.left');
    await this.checkOpen(tx, waiver.enrolmentId, waiver);
    await this.learning.waive(tx, { ...waiver, confirmedById: me.personId });
    await this.note(tx, me, { act: 'waiver.confirmed', waiver });
  }

  /** By the office: it is not confirmed. */
  async return(tx: Tx, me: Me, id: string): Promise<void> {
    await this.close(tx, me, { id, act: 'waiver.returned' });
  }

  /** By a facilitator of the cohort: what was proposed there, the waiver or its end, is proposed no more. */
  async withdraw(tx: Tx, me: Me, which: { id: string; cohort: FacilitatedCohort }): Promise<void> {
    const { waiver } = await this.get(tx, me, which);
    if (stateOf(waiver) === 'lift-proposed') return this.dropLift(tx, me, waiver);
    await this.close(tx, me, { ...which, act: 'waiver.proposal-withdrawn' });
  }

  /** @throws NotFound, DomainError `waivers.lift.*` */
  async proposeLift(tx: Tx, me: Me, which: { id: string; cohort: FacilitatedCohort }): Promise<void> {
    const { waiver } = await this.get(tx, me, which);
    if (stateOf(waiver) === 'lift-proposed') return;
    if (stateOf(waiver) !== 'confirmed') throw new DomainError('waivers.lift.not-confirmed');
    await this.checkNotIssued(tx, waiver);
    const proposal = { liftProposedById: me.personId, liftProposedAt: this.clock.now() };
    await tx.update(Waiver, { id: waiver.id }, proposal);
    await this.note(tx, me, { act: 'waiver.lift-proposed', waiver });
  }

  /** By the office: the waiver ends, with a completion that came about by it alone. */
  async lift(tx: Tx, me: Me, id: string): Promise<void> {
    const { waiver } = await this.get(tx, me, { id });
    if (stateOf(waiver) === 'lifted' && waiver.closedById === me.personId) return;
    if (stateOf(waiver) !== 'lift-proposed') throw new DomainError('waivers.confirm.decided');
    if (waiver.liftProposedById === me.personId) throw new DomainError('waivers.confirm.same-person');
    await this.checkNotIssued(tx, waiver);
    await this.learning.takeBackWaiver(tx, { ...waiver, closedById: me.personId });
    await this.note(tx, me, { act: 'waiver.lifted', waiver });
  }

  /** By the office: the waiver stays. */
  async keep(tx: Tx, me: Me, id: string): Promise<void> {
    const { waiver } = await this.get(tx, me, { id });
    if (stateOf(waiver) === 'confirmed') return;
    if (stateOf(waiver) !== 'lift-proposed') throw new DomainError('waivers.confirm.decided');
    await this.dropLift(tx, me, waiver);
  }

  private async dropLift(tx: Tx, me: Me, waiver: Waiver): Promise<void> {
    await tx.update(Waiver, { id: waiver.id }, { liftProposedById: null, liftProposedAt: null });
    await this.note(tx, me, { act: 'waiver.lift-returned', waiver });
  }

  private async close(
    tx: Tx,
    me: Me,
    { act, ...which }: { id: string; cohort?: FacilitatedCohort; act: ActCode },
  ): Promise<void> {
    const { waiver } = await this.get(tx, me, which);
    if (stateOf(waiver) === 'returned') return;
    if (stateOf(waiver) !== 'proposed') throw new DomainError('waivers.confirm.decided');
    await tx.update(Waiver, { id: waiver.id }, { closedById: me.personId, closedAt: this.clock.now() });
    await this.note(tx, me, { act, waiver });
  }

  /** What was done really keeps its own day, and so does a completion. */
  private async checkOpen(tx: Tx, enrolmentId: string, { scope, target }: Target): Promise<void> {
    const { standing, isCompleted } = await this.learning.standingTo(tx, enrolmentId, { scope, target });
    if (isCompleted) throw new DomainError('waivers.propose.completed');
    if (standing !== 'open') throw new DomainError(`waivers.propose.${standing}`);
  }

  /** What a certificate rests on stays. */
  private async checkNotIssued(tx: Tx, { enrolmentId }: Waiver): Promise<void> {
    const issued = await tx.one`select id from certificate where enrolment_id = ${enrolmentId} limit 1`;
    if (issued) throw new DomainError('waivers.lift.issued');
  }

  /** Of this cohort if one is given, of whichever for the office; never one's own. */
  private async get(
    tx: Tx,
    me: Me,
    { id, cohort }: { id: string; cohort?: FacilitatedCohort },
  ): Promise<Found> {
    const cohortId = cohort?.id ?? '';
    const row = await tx.one<{ left_at: number | null }>`
      select e.left_at from waiver w join enrolment e on e.id = w.enrolment_id
      where w.id = ${id} and e.person_id <> ${me.personId}
        and (${cohortId} = '' or (e.cohort_id = ${cohortId} and e.left_at is null))`;
    const waiver = row && (await tx.findOne(Waiver, { id }));
    if (!waiver) throw new NotFound(`waiver ${id}`);
    return { waiver, hasLeft: row.left_at !== null };
  }

  private async note(
    tx: Tx,
    actor: Me,
    {
      act,
      waiver,
    }: { act: ActCode; waiver: Pick<Waiver, 'id' | 'enrolmentId' | 'scope' | 'target' | 'kind'> },
  ): Promise<void> {
    const { id: proposal, enrolmentId, scope, target, kind } = waiver;
    const object = `enrolment:${enrolmentId}` as const;
    await this.audit.record(tx, { actor, act, object, detail: { proposal, scope, target, kind } });
  }
}
