import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Seats } from '../cohorts/seats.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { ApplicationFacts } from './application-facts.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import { Application } from './application.entity.js';
import { allOffered, seatsLeft } from './application.rules.js';
import { Selection } from './selection.entity.js';
import type { Criterion, Proposal } from './selection.rules.js';

/** Decides applications: by criteria that were written down before, all that was looked at in one unit. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly letters: ApplicationLetters,
    private readonly facts: ApplicationFacts,
    private readonly seats: Seats,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError once something was decided by them */
  async recordCriteria(
    tx: Tx,
    me: Me,
    given: { cohortId: string; criteria: readonly Criterion[]; note: string },
  ): Promise<void> {
    const { cohortId, note } = given;
    const decided = await tx.one`
      select 1 as found from application where cohort_id = ${cohortId} and decided_at is not null limit 1`;
    if (decided) throw new DomainError('applications.criteria.decided');
    const known = await tx.findOne(Selection, { cohortId });
    const row = { cohortId, criteria: given.criteria.join(','), note, version: (known?.version ?? 0) + 1 };
    const by = { recordedAt: this.clock.now(), recordedById: me.personId };
    await tx.upsert(Selection, { ...row, ...by }, ['cohortId']);
    const object = `cohort:${cohortId}` as const;
    await this.audit.record(tx, {
      actor: me,
      act: 'application.criteria-recorded',
      object,
      detail: { criteria: row.criteria },
    });
  }

  /** Keeps what is about to be decided, to be looked at once more. What was withdrawn or decided meanwhile is left out. */
  async propose(tx: Tx, cohortId: string, proposals: readonly Proposal[]): Promise<void> {
    const selection = await tx.findOne(Selection, { cohortId });
    if (!selection) throw new DomainError('applications.criteria.first');
    for (const { applicationId: id, decision, rank } of proposals)
      await tx.update(
        Application,
        { id, cohortId, state: 'received' },
        { proposal: decision, proposedRank: rank },
      );
    await tx.update(Selection, { cohortId }, { version: selection.version + 1 });
  }

  /**
   * Decides everything that is proposed, and writes the letters. How many were decided.
   * @throws DomainError when the proposal is not the one that was looked at, or there are not seats enough
   */
  async decide(
    tx: Tx,
    me: Me,
    { cohortId, version }: { cohortId: string; version: number },
  ): Promise<number> {
    const selection = await tx.findOne(Selection, { cohortId });
    if (!selection || selection.version !== version) throw new DomainError('applications.decision.changed');
    const proposed = (
      await tx.find(Application, { where: { cohortId, state: 'received' }, order: { lot: 'ASC' } })
    ).filter(({ proposal }) => proposal !== null);
    if (proposed.length === 0) return 0;
    const accepted = proposed.filter(({ proposal }) => proposal === 'accepted');
    const left = await this.seatsLeft(tx, cohortId);
    if (left !== null && accepted.reduce((sum, { places }) => sum + places, 0) > left)
      throw new DomainError('applications.decision.over', { left });
    for (const application of proposed) await this.settle(tx, application);
    await this.facts.record(
      tx,
      cohortId,
      proposed.map((application) => ({ application, was: 'received', state: application.proposal! })),
    );
    await tx.update(Selection, { cohortId }, { version: version + 1 });
    await this.audit.record(tx, {
      actor: me,
      act: 'application.decided',
      object: `cohort:${cohortId}`,
      detail: { accepted: accepted.length, decided: proposed.length },
    });
    return proposed.length;
  }

  /** Gives what is free to who waits, in the order of the list: everybody for whom it is enough. How many. */
  async offer(tx: Tx, cohortId: string, me: Me): Promise<number> {
    const waiting = await tx.find(Application, { where: { cohortId, state: 'waitlisted' } });
    const offered = allOffered(waiting, await this.seatsLeft(tx, cohortId));
    for (const next of offered) {
      await tx.update(Application, { id: next.id }, { state: 'accepted', rank: null });
      await this.letters.write(tx, next, 'accepted');
      const object = `application:${next.id}` as const;
      await this.audit.record(tx, { actor: me, act: 'application.offered', object });
    }
    await this.facts.record(
      tx,
      cohortId,
      offered.map((application) => ({ application, was: 'waitlisted', state: 'accepted' })),
    );
    return offered.length;
  }

  private async settle(tx: Tx, application: Application): Promise<void> {
    const { id, proposal, proposedRank: rank } = application;
    const decided = { state: proposal!, rank, proposal: null, proposedRank: null };
    await tx.update(Application, { id }, { ...decided, decidedAt: this.clock.now() });
    await this.letters.write(tx, application, proposal!);
  }

  private async seatsLeft(tx: Tx, cohortId: string): Promise<number | null> {
    const cohort = await tx.findOne(Cohort, { id: cohortId });
    return seatsLeft(cohort?.seats ?? null, await this.seats.takenIn(tx, cohortId));
  }
}
