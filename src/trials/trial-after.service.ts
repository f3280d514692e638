import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Told } from './told.page.js';
import { TrialPage } from './trial-page.entity.js';
import { TrialRequest } from './trial-request.entity.js';
import { codeHash, pageHash } from './trial-requests.service.js';
import { TrialSlot } from './trial-slot.entity.js';
import { mayAnswer, stageOf } from './trial.rules.js';

export type AfterAnswers = Pick<TrialPage, 'image' | 'feeling' | 'safe' | 'hard' | 'toHost' | 'next'>;

/** Takes in the page after a visit, apart from the request: nothing is noted there. */
@Injectable()
export class TrialAfter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What felt safe and what was hard, by activity. */
  async listTold(): Promise<readonly Told[]> {
    const rows = await this.database.sql<{ id: string; content: string; safe: string; hard: string }>`
      select a.id, a.content, p.safe, p.hard
      from trial_page p join trial_slot s on s.id = p.slot_id join activity a on a.id = s.activity_id
      where p.safe <> '' or p.hard <> ''
      order by a.sorted_as, a.id, p.id`;
    return rows.map(({ id: activityId, content, safe, hard }) => ({
      ...{ activityId, safe, hard },
      title: (JSON.parse(content) as ActivityContent).title,
    }));
  }

  /** Of one visit one page is kept. @throws DomainError `trials.after.early` */
  async answer(tx: Tx, code: string, answers: AfterAnswers): Promise<void> {
    const request = await tx.findOne(TrialRequest, { codeHash: codeHash(code) });
    if (!request) throw new NotFound('trial request');
    const sent = pageHash(code);
    if (await tx.findOne(TrialPage, { codeHash: sent })) return;
    const slot = (await tx.findOne(TrialSlot, { id: request.slotId }))!;
    if (!mayAnswer(request, stageOf(slot, this.clock.now()))) throw new DomainError('trials.after.early');
    // Neither the id nor the day tells the hour, which would tell the visitor from others.
    const known = { id: randomUUID(), slotId: slot.id, codeHash: sent, answeredOn: this.clock.today() };
    await tx.insert(TrialPage, { ...known, ...answers });
  }
}
