import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { TrialCount } from './trial-count.entity.js';
import { TrialLetters } from './trial-letters.service.js';
import { TrialPage } from './trial-page.entity.js';
import { TrialRequest } from './trial-request.entity.js';
import { TrialSlot } from './trial-slot.entity.js';
import { countsOf, expectsNote, stageOf } from './trial.rules.js';

/** What happens to requests by the clock: the note of the day before, and being forgotten. */
@Injectable()
export class TrialKeeping {
  constructor(
    private readonly database: Database,
    private readonly letters: TrialLetters,
    private readonly config: Config,
  ) {}

  /** To who gave an address and comes tomorrow, or today where nothing ran yesterday. Only by day: nobody is woken. */
  async remind(now: Date): Promise<void> {
    if (mailTime(now).getTime() !== now.getTime()) return;
    const today = CalendarDay.at(now);
    const rows = await this.database.sql<{ id: string }>`
      select r.id from trial_request r join trial_slot s on s.id = r.slot_id
      where s.day between ${today.toString()} and ${today.plusDays(1).toString()} and s.cancelled_at is null and r.state = 'requested' and r.email is not null
        and r.reminded_at is null
      order by r.id`;
    for (const { id } of rows) await this.database.write((tx) => this.remindOne(tx, id, now));
  }

  /** Addresses go on the day after the visit, everything else some days later; the counts stay. */
  async forgetOld(now: Date): Promise<void> {
    const today = CalendarDay.at(now);
    const limit = today.plusDays(-this.config.council.activities.keepVisitsDays).toString();
    const old = await this.database.sql<{ id: string }>`
      select s.id from trial_slot s where s.day < ${limit}
        and (exists (select 1 from trial_request r where r.slot_id = s.id)
          or exists (select 1 from trial_page p where p.slot_id = s.id))
      order by s.day, s.id`;
    for (const { id } of old) await this.database.write((tx) => this.forget(tx, id));
    const written = await this.database.sql<{ id: string }>`
      select r.id from trial_request r join trial_slot s on s.id = r.slot_id
      where s.day < ${today.toString()} and r.email is not null`;
    for (const { id } of written) await this.database.write((tx) => this.forgetAddress(tx, id));
  }

  private async remindOne(tx: Tx, id: string, now: Date): Promise<void> {
    const request = await tx.findOne(TrialRequest, { id });
    if (!request) return;
    const slot = (await tx.findOne(TrialSlot, { id: request.slotId }))!;
    if (!expectsNote(request, { day: slot.day, stage: stageOf(slot, now) })) return;
    await this.letters.write(tx, request, { slot, kind: 'reminder' });
  }

  private async forgetAddress(tx: Tx, id: string): Promise<void> {
    const request = await tx.findOne(TrialRequest, { id });
    if (!request) return;
    await this.letters.takeBack(tx, request);
    await tx.update(TrialRequest, { id }, { email: null, mailId: null });
  }

  private async forget(tx: Tx, slotId: string): Promise<void> {
    const slot = (await tx.findOne(TrialSlot, { id: slotId }))!;
    const requests = await tx.find(TrialRequest, { where: { slotId } });
    const pages = await tx.find(TrialPage, { where: { slotId } });
    const month = slot.day.toString().slice(0, 7);
    for (const [key, n] of countsOf(requests, pages, slot)) {
      const kept = await tx.findOne(TrialCount, { activityId: slot.activityId, month, key });
      const row = { activityId: slot.activityId, month, key, n: (kept?.n ?? 0) + n };
      await tx.upsert(TrialCount, row, ['activityId', 'month', 'key']);
    }
    for (const request of requests) await this.letters.takeBack(tx, request);
    // Its events go with it.
    await tx.delete(TrialRequest, { slotId });
    await tx.delete(TrialPage, { slotId });
  }
}
