import { BadRequestException, Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { Submissions } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { doneOf, slotHref } from './hosted-slots.page.js';
import { HostedSlots } from './hosted-slots.service.js';
import type { Desk, Sent } from './slot-desk.js';
import { SlotList } from './slot-list.service.js';
import { OutcomeForm } from './slot.form.js';
import { VisitorList } from './visitor-list.service.js';
import { toVisitsPage } from './visits.page.js';

/** Who comes to a slot and whether they met, for its host and the office. */
@Injectable()
export class WelcomeDesk {
  constructor(
    private readonly list: SlotList,
    private readonly visitors: VisitorList,
    private readonly slots: HostedSlots,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  async show({ base, hosted }: Desk, slotId: string, done: unknown): Promise<View> {
    const slot = await this.list.get(hosted, slotId);
    const visitors = await this.visitors.of(slotId);
    const state = { now: this.clock.now(), days: this.list.keptDays, done: doneOf(done) };
    return page('trials-host/visits', toVisitsPage(base, { slot, visitors }, state));
  }

  /** The form is a button: only a hand-made request sends something else. */
  async mark(
    { base, hosted }: Desk,
    { slot: slotId, request: requestId }: { slot: string; request: string },
    { body, submission }: Sent,
  ): Promise<SeeOther> {
    await this.list.get(hosted, slotId);
    const parsed = parseForm(OutcomeForm, body);
    if (!parsed.ok) throw new BadRequestException();
    const { outcome } = parsed.value;
    return this.submissions.accept(submission, async (tx) => {
      await this.slots.mark(tx, { slotId, requestId }, outcome === 'open' ? null : outcome);
      return `${slotHref(base, slotId)}?done=noted#after`;
    });
  }

  async takeBackNotMet(
    { base, hosted }: Desk,
    slotId: string,
    { body, submission }: Sent,
  ): Promise<SeeOther> {
    await this.list.get(hosted, slotId);
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.slots.takeBackNotMet(tx, slotId);
      return `${slotHref(base, slotId)}?done=noted#after`;
    });
  }
}
