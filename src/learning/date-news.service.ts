import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SessionDates } from '../cohorts/session-dates.service.js';
import type { MovedDate } from '../cohorts/session-dates.service.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { Clock } from '../shared/clock.js';
import { parseDisplay } from '../web/display.rules.js';

/** Tells by mail that something about a date of one's cohort has changed. What it is stands on the path only. */
@Injectable()
export class DateNews implements OnModuleInit {
  constructor(
    private readonly dates: SessionDates,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.dates.onMoved((tx, date) => this.tell(tx, date));
  }

  /** Who takes a break was promised no mail; what is over concerns nobody. */
  private async tell(tx: Tx, { cohortId, endsAt }: MovedDate): Promise<void> {
    const now = this.clock.now();
    if (endsAt <= now) return;
    const people = await tx.sql<{ email: string; ui: string }>`
      select p.email, p.ui from enrolment e join person p on p.id = e.person_id
      where e.cohort_id = ${cohortId} and e.state = 'active' and e.left_at is null
        and p.email is not null and p.disabled_at is null order by e.id`;
    for (const { email, ui } of people) {
      const { lang } = parseDisplay(ui);
      const notBefore = mailTime(now);
      const letter = { to: email, template: 'learning.dates', lang, params: {}, notBefore };
      // Where several dates are changed in one evening, the morning brings one mail.
      await this.outbox.add(tx, { ...letter, isOnce: true });
    }
  }
}
