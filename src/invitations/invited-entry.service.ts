import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { isTaking } from '../cohorts/cohort-settings.rules.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { AdmissionService } from '../enrolment/admission.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { Invitation } from './invitation.entity.js';
import { InvitationPlaces } from './invitation-place.service.js';
import type { InvitationPlace } from './invitation-place.service.js';
import { stateOf } from './invitation.rules.js';

/** What the link opens for who holds it. */
export type Invited =
  /** `moves`: the person learns in another cohort of the track. */
  | { readonly kind: 'open'; readonly moves: boolean }
  | { readonly kind: 'visitor' | 'other-role' | 'enrolled' | 'used' | 'over' | 'been' | 'completed' }
  /** Tracks that must be completed first. */
  | { readonly kind: 'locked'; readonly needs: readonly { readonly id: string; readonly title: string }[] };

export interface InvitedEntry {
  readonly place: InvitationPlace;
  readonly invited: Invited;
}

interface Row {
  cohort_id: string;
  person_id: string | null;
  expires_at: number;
  accepted_at: number | null;
  withdrawn_at: number | null;
}

/** The way from the link into the cohort: once, for one account. It tells nobody who was invited, or at which address. */
@Injectable()
export class InvitedEntries {
  constructor(
    private readonly places: InvitationPlaces,
    private readonly admissions: AdmissionService,
    private readonly enrolments: EnrolmentService,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async get(token: string, me: Me | null): Promise<InvitedEntry> {
    const row = await this.database.one<Row>`
      select cohort_id, person_id, expires_at, accepted_at, withdrawn_at from invitation
      where hash = ${sha256(token)}`;
    if (!row) throw new NotFound('invitation');
    const place = await this.places.get(row.cohort_id);
    return { place, invited: await this.invited(row, place, me) };
  }

  /**
   * Enrols; who learns in another cohort of the track goes on in this one with all that was done. False: it is not
   * open any more.
   * @throws DomainError enrolment.locked, enrolment.full
   */
  async take(tx: Tx, me: Me, token: string): Promise<boolean> {
    const row = await tx.findOne(Invitation, { hash: sha256(token) });
    const now = this.clock.now();
    if (!row || stateOf(row, now) !== 'invited') return false;
    const cohort = await this.cohorts.get(tx, row.cohortId);
    if (cohort.admission !== 'invitation' || !isTaking(cohort, this.clock.today())) return false;
    const { personId } = me;
    const open = await this.enrolments.findOpen(tx, { personId, trackId: cohort.trackId });
    const former = await this.enrolments.findIn(tx, { personId, cohortId: cohort.id });
    if (open && former && former.id !== open.id) return false;
    // What was completed in one cohort is not carried into another.
    if (open && open.completedOn !== null && open.cohortId !== cohort.id) return false;
    await tx.update(Invitation, { id: row.id }, { acceptedAt: now, personId, email: null });
    if (!open) {
      const { track } = await this.editions.getCurrent(cohort.trackId, tx);
      await this.enrolments.checkRequired(tx, personId, track);
      await this.enrolments.enrolIn(tx, personId, cohort);
    } else if (open.cohortId !== cohort.id) await this.enrolments.moveTo(tx, open, cohort);
    const object = `invitation:${row.id}` as const;
    await this.audit.record(tx, { actor: me, act: 'invitation.accepted', object });
    return true;
  }

  private async invited(row: Row, place: InvitationPlace, me: Me | null): Promise<Invited> {
    const isMine = me !== null && row.person_id === me.personId;
    if (row.accepted_at !== null && !isMine) return { kind: 'used' };
    const isOver = row.withdrawn_at !== null || Number(row.expires_at) <= this.clock.now().getTime();
    if (row.accepted_at === null && (isOver || !place.isTaking)) return { kind: 'over' };
    if (!me) return { kind: 'visitor' };
    if (me.role !== 'trainee') return { kind: 'other-role' };
    const own = await this.database.one<{ left_at: number | null }>`
      select left_at from enrolment where person_id = ${me.personId} and cohort_id = ${place.id} and state <> 'ended'`;
    if (own?.left_at === null) return { kind: 'enrolled' };
    if (row.accepted_at !== null) return { kind: 'used' };
    return this.admission(me, place, own !== null);
  }

  private async admission(me: Me, { trackId }: InvitationPlace, hasBeen: boolean): Promise<Invited> {
    const { track } = await this.editions.getCurrent(trackId);
    const admission = await this.admissions.of(me.personId, track);
    if (admission.kind === 'enrolled' && admission.isCompleted) return { kind: 'completed' };
    if (admission.kind === 'enrolled' && hasBeen) return { kind: 'been' };
    if (admission.kind !== 'locked') return { kind: 'open', moves: admission.kind === 'enrolled' };
    const all = await this.editions.listCurrent();
    const needs = all.filter((one) => admission.needs.includes(one.track.id));
    return { kind: 'locked', needs: needs.map((one) => ({ id: one.track.id, title: one.track.title })) };
  }
}
