import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { Cohort } from './cohort.entity.js';
import { CohortService } from './cohort.service.js';
import { changesBetween } from './cohort-settings.rules.js';
import type { CohortSettings } from './cohort-settings.rules.js';
import { Seats } from './seats.service.js';

/** Refuses a change over an older state. Holds what is saved now, so that both can be shown. */
export class StaleCohort extends DomainError {
  constructor(readonly saved: Cohort) {
    super('cohorts.stale');
  }
}

/** A change that cannot be, told at the field it concerns. */
export class SettingsRefused extends DomainError {
  constructor(
    readonly field: 'seats' | 'startYear' | 'admission',
    code: string,
    params: Record<string, number> = {},
  ) {
    super(`cohorts.form.${code}`, params);
  }
}

/** Whether somebody came the way that would be closed, and has an address that would then lead nowhere. */
type Waiting = (tx: Tx, cohortId: string) => Promise<boolean>;

/** Dated cohorts in the hands of an administrator. */
@Injectable()
export class CohortSettingsService {
  private readonly waiting = new Map<Cohort['admission'], Waiting>();

  constructor(
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly seats: Seats,
    private readonly audit: Audit,
  ) {}

  /** Registers work of a higher room: this way in stays while `isWaited` says so. */
  keepWayIn(admission: Cohort['admission'], isWaited: Waiting): void {
    this.waiting.set(admission, isWaited);
  }

  /** @throws NotFound when the track was never published */
  async open(tx: Tx, me: Me, cohort: CohortSettings & { readonly trackId: string }): Promise<Cohort> {
    await this.editions.getCurrent(cohort.trackId, tx);
    const opened = await this.cohorts.openDated(tx, cohort);
    await this.record(tx, me, { act: 'cohort.opened', cohortId: opened.id });
    return opened;
  }

  /**
   * Changes exactly the state that was read; the same settings again change nothing.
   * @throws StaleCohort when somebody changed them meanwhile
   * @throws SettingsRefused when people or dates are there already that do not fit
   */
  async change(
    tx: Tx,
    me: Me,
    { id, version, ...settings }: CohortSettings & { readonly id: string; readonly version: number },
  ): Promise<void> {
    const saved = await this.getDated(tx, id);
    const changes = changesBetween(saved, settings);
    if (changes.length === 0) return;
    if (saved.version !== version) throw new StaleCohort(saved);
    if (saved.admission !== settings.admission) await this.checkWayIn(tx, saved);
    await this.checkSeats(tx, id, settings);
    await this.checkDates(tx, id, settings);
    await tx.update(Cohort, { id }, { ...settings, version: version + 1 });
    await this.record(tx, me, { act: 'cohort.changed', cohortId: id, changed: changes.join() });
  }

  /** @throws NotFound also for a standing cohort: it has no days and no seats */
  async getDated(tx: Tx, id: string): Promise<Cohort> {
    const cohort = await this.cohorts.get(tx, id);
    if (cohort.kind !== 'dated') throw new NotFound(`dated cohort ${id}`);
    return cohort;
  }

  private async checkWayIn(tx: Tx, { id, admission }: Cohort): Promise<void> {
    if (await this.waiting.get(admission)?.(tx, id))
      throw new SettingsRefused('admission', `${admission}-waits`);
  }

  private async checkSeats(tx: Tx, id: string, { seats }: CohortSettings): Promise<void> {
    if (seats === null) return;
    const taken = (await this.seats.taken(tx)).get(id) ?? 0;
    if (seats < taken) throw new SettingsRefused('seats', 'seats-taken', { taken });
  }

  private async checkDates(tx: Tx, id: string, { startsOn, endsOn }: CohortSettings): Promise<void> {
    const outside = await tx.one`
      select 1 as found from training_session
      where cohort_id = ${id} and cancelled_at is null
        and (starts_at < ${startsOn.startsAt().getTime()}
          or starts_at >= ${endsOn.plusDays(1).startsAt().getTime()})
      limit 1`;
    if (outside) throw new SettingsRefused('startYear', 'dates-outside');
  }

  private record(
    tx: Tx,
    me: Me,
    { act, cohortId, ...detail }: { act: ActCode; cohortId: string; changed?: string },
  ): Promise<void> {
    return this.audit.record(tx, { actor: me, act, object: `cohort:${cohortId}`, detail });
  }
}
