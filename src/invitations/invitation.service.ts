import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Cohort } from '../cohorts/cohort.entity.js';
import { isTaking } from '../cohorts/cohort-settings.rules.js';
import { CohortSettingsService } from '../cohorts/cohort-settings.service.js';
import { Seats } from '../cohorts/seats.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, newId, newToken, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { Invitation } from './invitation.entity.js';
import { expiryOf, lastDayOf, stateOf } from './invitation.rules.js';
import type { InvitationState } from './invitation.rules.js';

/** Somebody on the list of who was invited. */
export interface InvitedLine {
  readonly id: string;
  readonly name: string;
  readonly byMail: boolean;
  readonly state: InvitationState;
  /** The day on which it ended, or will. */
  readonly until: CalendarDay;
}

/** A link that is shown this once. */
export interface MadeLink {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: Date;
}

type At = Readonly<{ cohortId: string; id: string }>;

/** The office asks people to take part in a cohort. Every act has its line of the record. */
@Injectable()
export class InvitationService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly settings: CohortSettingsService,
    private readonly seats: Seats,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.settings.keepWayIn('invitation', async (tx, cohortId) => {
      const found = await tx.one`
        select 1 as found from invitation
        where cohort_id = ${cohortId} and accepted_at is null and withdrawn_at is null
          and expires_at > ${this.clock.now().getTime()} limit 1`;
      return found !== null;
    });
  }

  /** Everybody who was invited, the newest first. */
  async listOf(cohortId: string): Promise<InvitedLine[]> {
    const now = this.clock.now();
    const instant = (value: number | null) => (value === null ? null : new Date(Number(value)));
    const rows = await this.database.sql<{
      id: string;
      name: string;
      email: string | null;
      expires_at: number;
      accepted_at: number | null;
      withdrawn_at: number | null;
    }>`
      select id, name, email, expires_at, accepted_at, withdrawn_at from invitation
      where cohort_id = ${cohortId} order by made_at desc, id desc`;
    return rows.map(({ id, name, email, ...row }) => {
      const [acceptedAt, withdrawnAt] = [instant(row.accepted_at), instant(row.withdrawn_at)];
      const expiresAt = new Date(Number(row.expires_at));
      const state = stateOf({ acceptedAt, withdrawnAt, expiresAt }, now);
      const ended = acceptedAt ?? withdrawnAt;
      const until = ended ? CalendarDay.at(ended) : lastDayOf(expiresAt);
      return { id, name, byMail: email !== null, state, until };
    });
  }

  /** Seats that are neither taken nor kept; null where there is no limit. */
  async freeSeats({ id, seats }: { id: string; seats: number | null }): Promise<number | null> {
    return seats === null ? null : Math.max(0, seats - (await this.seats.takenIn(this.database, id)));
  }

  /**
   * Keeps a seat, and writes to the address where there is one; without one the paper is made afterwards.
   * @throws NotFound
   * @throws DomainError invitations.closed, invitations.full, invitations.twice
   */
  async invite(
    tx: Tx,
    me: Me,
    { cohortId, name, email }: { cohortId: string; name: string; email: string | null },
  ): Promise<void> {
    const cohort = await this.getCohort(tx, cohortId);
    const now = this.clock.now();
    if (email !== null) {
      const known = await tx.find(Invitation, { where: { cohortId, email } });
      if (known.some((one) => stateOf(one, now) === 'invited')) throw new DomainError('invitations.twice');
    }
    await this.checkSeat(tx, cohort);
    const id = newId(now);
    const ends = { acceptedAt: null, withdrawnAt: null, personId: null };
    const row = {
      id,
      cohortId,
      name,
      email,
      hash: null,
      madeAt: now,
      expiresAt: expiryOf(cohort, now),
      ...ends,
    };
    await tx.insert(Invitation, row);
    await this.record(tx, me, { act: 'invitation.made', id });
    if (email !== null) await this.mail(tx, row, await this.renew(tx, cohort, row));
  }

  /**
   * Writes again, with a new link; the older one leads nowhere from then on.
   * @throws DomainError invitations.ended, invitations.closed, invitations.full
   */
  async sendAgain(tx: Tx, me: Me, at: At): Promise<void> {
    const row = await this.getIn(tx, at);
    const made = await this.open(tx, row);
    if (row.email === null) throw new NotFound(`address of invitation ${at.id}`);
    await this.mail(tx, row, made);
    await this.record(tx, me, { act: 'invitation.sent-again', id: at.id });
  }

  /** A link for the paper that is handed over; an older one leads nowhere from then on. Refused as above. */
  async printSlip(tx: Tx, me: Me, at: At): Promise<MadeLink> {
    const row = await this.getIn(tx, at);
    const made = await this.open(tx, row);
    await this.record(tx, me, { act: 'invitation.slip-printed', id: at.id });
    return made;
  }

  /** From then on the link leads nowhere, and the seat is free. Who came in stays. */
  async withdraw(tx: Tx, me: Me, at: At): Promise<void> {
    const row = await this.getIn(tx, at);
    const now = this.clock.now();
    if (row.acceptedAt || row.withdrawnAt) return;
    await tx.update(Invitation, { id: at.id }, { withdrawnAt: now, email: null });
    await this.record(tx, me, { act: 'invitation.withdrawn', id: at.id });
  }

  /** One that ended keeps no seat: it is opened again only where one is free. */
  private async open(tx: Tx, row: Invitation): Promise<MadeLink> {
    const cohort = await this.getCohort(tx, row.cohortId);
    const state = stateOf(row, this.clock.now());
    if (state === 'accepted' || state === 'withdrawn') throw new DomainError('invitations.ended');
    if (state === 'expired') await this.checkSeat(tx, cohort);
    else if (!isTaking(cohort, this.clock.today())) throw new DomainError('invitations.closed');
    return this.renew(tx, cohort, row);
  }

  private async renew(
    tx: Tx,
    cohort: Cohort,
    { id, name }: Pick<Invitation, 'id' | 'name'>,
  ): Promise<MadeLink> {
    const token = newToken();
    const expiresAt = expiryOf(cohort, this.clock.now());
    await tx.update(Invitation, { id }, { hash: sha256(token), expiresAt });
    return { name, token, expiresAt };
  }

  private async mail(
    tx: Tx,
    { email }: Pick<Invitation, 'email'>,
    { token, expiresAt }: MadeLink,
  ): Promise<void> {
    const last = lastDayOf(expiresAt);
    await this.outbox.add(tx, {
      to: email!,
      template: 'invitations.invited',
      lang: 'ja',
      params: { token, month: last.month, day: last.day },
      notBefore: mailTime(this.clock.now()),
    });
  }

  private async checkSeat(tx: Tx, cohort: Cohort): Promise<void> {
    if (!isTaking(cohort, this.clock.today())) throw new DomainError('invitations.closed');
    if (cohort.seats !== null && (await this.seats.takenIn(tx, cohort.id)) >= cohort.seats)
      throw new DomainError('invitations.full');
  }

  private async getCohort(tx: Tx, id: string): Promise<Cohort> {
    const cohort = await this.settings.getDated(tx, id);
    if (cohort.admission !== 'invitation') throw new NotFound(`cohort by invitation ${id}`);
    return cohort;
  }

  private async getIn(tx: Tx, { cohortId, id }: At): Promise<Invitation> {
    const row = isId(id) && isId(cohortId) ? await tx.findOne(Invitation, { id, cohortId }) : null;
    if (!row) throw new NotFound(`invitation ${id}`);
    return row;
  }

  private record(tx: Tx, me: Me, { act, id }: { act: ActCode; id: string }): Promise<void> {
    return this.audit.record(tx, { actor: me, act, object: `invitation:${id}` });
  }
}
