import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { Seats } from '../cohorts/seats.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { AdmissionService } from '../enrolment/admission.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import type { Me } from '../web/me.js';
import { Applicant } from './applicant.entity.js';
import type { Place } from './application-place.service.js';
import { Application } from './application.entity.js';
import { OwnApplications } from './own-application.service.js';
import type { OwnApplication } from './own-application.service.js';

/** What a letter of acceptance opens for who holds it. */
export type Offered =
  /** `moves`: the person learns in another cohort of the track. */
  | { readonly kind: 'open'; readonly moves: boolean }
  | { readonly kind: 'visitor' | 'other-role' | 'enrolled' | 'used' | 'over' | 'full' | 'completed' }
  /** Tracks that must be completed first. */
  | { readonly kind: 'locked'; readonly needs: readonly { readonly id: string; readonly title: string }[] };

export interface Offer {
  readonly own: OwnApplication;
  readonly offered: Offered;
}

/** The way from the letter into the cohort: once, for one account. */
@Injectable()
export class OfferService {
  constructor(
    private readonly applications: OwnApplications,
    private readonly admissions: AdmissionService,
    private readonly enrolments: EnrolmentService,
    private readonly cohorts: CohortService,
    private readonly seats: Seats,
    private readonly editions: EditionService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(token: string, me: Me | null): Promise<Offer> {
    const own = await this.applications.get(token, 'offer');
    return { own, offered: await this.offered(own, me) };
  }

  /** Enrols; who learns in another cohort of the track goes on in this one with all that was done. False: it is not open any more. */
  async take(tx: Tx, me: Me, { own }: Offer): Promise<boolean> {
    const applicant = await tx.findOne(Applicant, { id: own.applicantId });
    const application = await tx.findOne(Application, { id: own.id });
    if (!applicant || application?.state !== 'accepted') return false;
    const { cohortId } = application;
    const isIn = async (personId: string) => {
      const enrolment = await this.enrolments.findIn(tx, { personId, cohortId });
      return enrolment !== null && enrolment.leftAt === null;
    };
    if (applicant.personId !== null && applicant.personId !== me.personId && (await isIn(applicant.personId)))
      return false;
    if (await isIn(me.personId)) return false;
    const cohort = await this.cohorts.get(tx, cohortId);
    const open = await this.enrolments.findOpen(tx, { personId: me.personId, trackId: cohort.trackId });
    // What was completed in one cohort is not carried into another.
    if (open && open.completedOn !== null) return false;
    const both = await tx.find(Applicant, { where: { applicationId: own.id, personId: me.personId } });
    if (both.some(({ id }) => id !== applicant.id)) return false;
    await tx.update(Applicant, { id: applicant.id }, { personId: me.personId });
    if (open) await this.enrolments.moveTo(tx, open, cohort);
    else await this.enrolments.enrolIn(tx, me.personId, cohort);
    const object = `application:${own.id}` as const;
    await this.audit.record(tx, { actor: me, act: 'application.enrolled', object });
    return true;
  }

  private async offered({ place, ...own }: OwnApplication, me: Me | null): Promise<Offered> {
    const isPast = place.endsOn !== null && place.endsOn.isBefore(this.clock.today());
    if (own.state !== 'accepted' || isPast) return { kind: 'over' };
    if (!me)
      return own.personId !== null && (await this.isEnrolled(own.personId, place.id))
        ? { kind: 'used' }
        : { kind: 'visitor' };
    if (me.role !== 'trainee') return { kind: 'other-role' };
    if (await this.isEnrolled(me.personId, place.id)) return { kind: 'enrolled' };
    if (
      own.personId !== null &&
      own.personId !== me.personId &&
      (await this.isEnrolled(own.personId, place.id))
    )
      return { kind: 'used' };
    if (await this.isFull(me.personId, place)) return { kind: 'full' };
    return this.admission(me, place.trackId);
  }

  private async admission(me: Me, trackId: string): Promise<Offered> {
    const { track } = await this.editions.getCurrent(trackId);
    const admission = await this.admissions.of(me.personId, track);
    if (admission.kind === 'enrolled' && admission.isCompleted) return { kind: 'completed' };
    if (admission.kind !== 'locked') return { kind: 'open', moves: admission.kind === 'enrolled' };
    const all = await this.editions.listCurrent();
    const needs = all.filter((one) => admission.needs.includes(one.track.id));
    return { kind: 'locked', needs: needs.map((one) => ({ id: one.track.id, title: one.track.title })) };
  }

  private async isEnrolled(personId: string, cohortId: string): Promise<boolean> {
    const found = await this.database.one`
      select 1 as found from enrolment where person_id = ${personId} and cohort_id = ${cohortId} and left_at is null`;
    return found !== null;
  }

  /** Only who left, or went on in another cohort, gave the seat back; of everybody else who was accepted it is kept. */
  private async isFull(personId: string, { id: cohortId, seats }: Place): Promise<boolean> {
    const former = await this.database.one`
      select 1 as found from reported_fact where person_id = ${personId} and cohort_id = ${cohortId} limit 1`;
    if (seats === null || former === null) return false;
    return (await this.seats.ofOthers(this.database, { cohortId, personId })) >= seats;
  }
}
