import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationDraft } from './application-draft.entity.js';
import { ApplicationLink } from './application-link.entity.js';
import { ApplicationNeed } from './application-need.entity.js';
import { Application } from './application.entity.js';
import { oldestWish } from './application.rules.js';
import type { ApplicationState } from './application.entity.js';

/** An application as it is given to who made it. */
export interface KeptApplication {
  readonly cohort: string;
  readonly receipt: string;
  readonly name: string;
  readonly contact: string;
  readonly need: string | null;
  readonly state: string;
  readonly consentVersion: string;
  readonly sentAt: Date;
}

const KEEP_ACCEPTED_DAYS = 365;
const KEEP_TOLD_DAYS = 90;

interface Row {
  cohort: string;
  receipt: string;
  name: string;
  contact: string;
  need: string | null;
  state: string;
  consent_version: string;
  submitted_at: number;
  paper_on: string | null;
}

/** What this room keeps of people, and for how long. */
@Injectable()
export class ApplicationKeeping {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async export(personId: string): Promise<KeptApplication[]> {
    const rows = await this.database.sql<Row>`
      select c.name as cohort, a.receipt, p.name, p.contact, n.text as need, a.state, a.consent_version, a.submitted_at, a.paper_on
      from applicant p join application a on a.id = p.application_id join cohort c on c.id = a.cohort_id
      left join application_need n on n.application_id = a.id
      where p.person_id = ${personId} order by a.submitted_at, a.id`;
    return rows.map((row) => ({
      cohort: row.cohort,
      receipt: row.receipt,
      name: row.name,
      contact: row.contact,
      need: row.need,
      state: row.state,
      consentVersion: row.consent_version,
      sentAt: CalendarDay.parse(row.paper_on ?? '')?.startsAt() ?? new Date(Number(row.submitted_at)),
    }));
  }

  /** Erases the person's part. Where two applied together the other one's part stays, without what was needed: it may tell of both. */
  async erase(tx: Tx, personId: string): Promise<void> {
    for (const { id, applicationId, contact } of await tx.find(Applicant, { where: { personId } })) {
      await this.outbox.forget(tx, [contact]);
      await tx.delete(ApplicationDraft, { applicationId });
      const all = await tx.find(Applicant, { where: { applicationId } });
      if (all.some((one) => one.id !== id && one.name !== '')) {
        await tx.update(Applicant, { id }, { name: '', contact: '', personId: null });
        await tx.delete(ApplicationLink, { applicantId: id });
        await tx.delete(ApplicationNeed, { applicationId });
        await tx.update(Application, { id: applicationId }, { places: 1 });
      } else await tx.delete(Application, { id: applicationId });
    }
  }

  /**
   * What led to no seat goes some days after the first day of its cohort, what led to one a year after the last.
   * Their numbers stay, as facts that name nobody.
   */
  async forgetOld(now: Date): Promise<void> {
    const today = CalendarDay.at(now);
    const cohorts = await this.database.sql<{ id: string; starts_on: string | null; ends_on: string | null }>`
      select distinct c.id, coalesce(c.starts_on, c.closes_on, c.ends_on) as starts_on,
        coalesce(c.ends_on, c.starts_on, c.closes_on) as ends_on
      from application a join cohort c on c.id = a.cohort_id`;
    for (const { id, starts_on: first, ends_on: last } of cohorts) {
      if (isPast(first, this.config.council.keepApplicationsDays, today))
        await this.forget(id, ['received', 'waitlisted', 'declined', 'withdrawn']);
      if (isPast(last, KEEP_ACCEPTED_DAYS, today)) await this.forget(id, ['accepted']);
    }
  }

  private async forget(cohortId: string, states: readonly ApplicationState[]): Promise<void> {
    await this.database.write(async (tx) => {
      for (const state of states) {
        const all = await tx.find(Application, { where: { cohortId, state } });
        const gone = all.filter((one) => !isWished(one, this.clock.now()));
        for (const one of all) if (!gone.includes(one)) await this.keepWish(tx, one);
        for (const { id } of gone) await tx.delete(Application, { id });
      }
    });
  }

  /** Of who waits to be told of the next cohort only how to reach them stays. */
  private async keepWish(tx: Tx, { id: applicationId, wantsNextById: only }: Application): Promise<void> {
    await tx.delete(ApplicationNeed, { applicationId });
    if (only === null) return;
    const others = (await tx.find(Applicant, { where: { applicationId } })).filter(({ id }) => id !== only);
    for (const { id } of others) {
      await tx.delete(ApplicationLink, { applicantId: id });
      await tx.update(Applicant, { id }, { name: '', contact: '', personId: null });
    }
  }
}

/** They asked less than a year ago, and were not told of a cohort some months ago. */
function isWished({ state, wantsNextAt, toldAt }: Application, now: Date): boolean {
  if (state !== 'declined' || !wantsNextAt || wantsNextAt <= oldestWish(now)) return false;
  return toldAt === null || CalendarDay.at(now).isBefore(CalendarDay.at(toldAt).plusDays(KEEP_TOLD_DAYS));
}

function isPast(from: string | null, days: number, today: CalendarDay): boolean {
  const day = from === null ? null : CalendarDay.parse(from);
  return day !== null && day.plusDays(days).isBefore(today);
}
