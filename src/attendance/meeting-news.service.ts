import { Injectable } from '@nestjs/common';
import { findStep } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { renamer } from '../learning/facts.rules.js';
import type { HomeNote } from '../web/home-notes.js';
import { stepHref, stepKey } from '../learning/step-ref.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { isUnderWay } from './attendance.rules.js';

interface Row {
  track_id: string;
  hash: string;
  module: string;
  step: string;
  starts_at: number;
  ends_at: number;
  place: string;
  cancelled_at: number | null;
  /** Of the session on whatever date; null while it is open. */
  attended: string | null;
}

/** Tells somebody who comes home that their cohort meets today or tomorrow. */
@Injectable()
export class MeetingNews {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  /** The earliest first. Who takes a break, will stay away or has done the session is told nothing. */
  async listFor(personId: string): Promise<HomeNote[]> {
    const now = this.clock.now();
    const before = this.clock.today().plusDays(2).startsAt();
    const rows = await this.database.sql<Row>`
      select e.track_id, v.edition_hash as hash, s.module, s.step, s.starts_at, s.ends_at, s.place, s.cancelled_at,
        a.kind as attended
      from enrolment e join revision v on v.id = e.revision_id
      join training_session s on s.cohort_id = e.cohort_id
      left join absence_notice n on n.training_session_id = s.id and n.enrolment_id = e.id
      left join attendance a on a.enrolment_id = e.id and a.module = s.module and a.step = s.step
      where e.person_id = ${personId} and e.left_at is null and e.state = 'active'
        and s.ends_at > ${now.getTime()} and s.starts_at < ${before.getTime()} and n.given_at is null
      order by s.starts_at, s.id`;
    const open = rows.filter(({ attended }) => attended === null);
    return Promise.all(open.map((row) => this.toNote(row, now)));
  }

  private async toNote(row: Row, now: Date): Promise<HomeNote> {
    const [startsAt, endsAt] = [new Date(row.starts_at), new Date(row.ends_at)];
    const isCancelled = row.cancelled_at !== null;
    const isToday = !this.clock.today().isBefore(CalendarDay.at(startsAt));
    const page = await this.hrefOf(row);
    const isOpen = page !== null && isUnderWay({ startsAt, endsAt, isCancelled }, now);
    return {
      words: isOpen ? 'attendance.sign-in.title' : 'attendance.home.more',
      href: isOpen ? `${page}/sign-in` : (page ?? `/path/${row.track_id}`),
      cohort: null,
      meeting: { day: isToday ? 'today' : 'tomorrow', startsAt, endsAt, place: row.place, isCancelled },
    };
  }

  /** Under the name that its step has now; null where the edition that is read has none. */
  private async hrefOf(row: Row): Promise<string | null> {
    const edition = await this.editions.get(row.hash);
    const [module = '', step = ''] = renamer(edition)(stepKey(row)).split('/');
    const kind = findStep(edition, { module, step })?.kind;
    return kind === 'session' ? stepHref(row.track_id, { module, step }, kind) : null;
  }
}
