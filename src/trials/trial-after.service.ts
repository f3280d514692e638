import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { TrialPage } from './trial-page.entity.js';
import { TrialRequest } from './trial-request.entity.js';
import { TrialSlot } from './trial-slot.entity.js';
import { mayAnswer, stageOf } from './trial.rules.js';

export type AfterAnswers = Pick<TrialPage, 'image' | 'feeling' | 'safe' | 'hard' | 'toHost' | 'next'>;

/** Takes in the page after a visit, apart from the request: only that one was sent is noted there. */
@Injectable()
export class TrialAfter {
  constructor(private readonly clock: Clock) {}

  /** Of one visit one page is kept. @throws DomainError `trials.after.early` */
  async answer(tx: Tx, requestId: string, answers: AfterAnswers): Promise<void> {
    const request = await tx.findOne(TrialRequest, { id: requestId });
    if (!request) throw new NotFound(`trial request ${requestId}`);
    if (request.hasAnswered) return;
    const slot = (await tx.findOne(TrialSlot, { id: request.slotId }))!;
    if (!mayAnswer(request, stageOf(slot, this.clock.now()))) throw new DomainError('trials.after.early');
    await tx.update(TrialRequest, { id: requestId }, { hasAnswered: true });
    // Neither the id nor the day tells the hour, which would tell the visitor from others.
    const answeredOn = this.clock.today();
    await tx.insert(TrialPage, { id: randomUUID(), slotId: slot.id, ...answers, answeredOn });
  }
}
