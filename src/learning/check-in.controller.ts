import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Config } from '../config/config.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { toSupportPage } from '../web/support.page.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CheckInForm } from './check-in.form.js';
import { CheckInService } from './check-in.service.js';
import { moduleHref } from './step-ref.rules.js';

/** How one feels after a module. One press, for oneself alone; it tells nobody. */
@Controller('check-ins')
export class CheckInController {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  @Allow('trainee')
  @Get()
  async list(@CurrentPerson() me: Me): Promise<View> {
    return page('learning/check-ins', { checkIns: await this.checkIns.listOf(me.personId) });
  }

  /** Who is well goes on where they were; who is not comes to a page on which nothing has to be done. */
  @Allow('trainee')
  @Post('after/:track/:module')
  add(
    @CurrentPerson() me: Me,
    @Param() { track, module }: { track: string; module: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(CheckInForm, body);
    if (!parsed.ok) throw new NotFound('mood');
    const { mood } = parsed.value;
    return this.submissions.accept(submission, async (tx) => {
      const id = await this.checkIns.add(tx, me.personId, { track, module, mood });
      return mood === 'fine' ? `${moduleHref(track, module)}?kept=1#check-in` : `/check-ins/${id}`;
    });
  }

  @Allow('trainee')
  @Get(':checkIn')
  async show(@CurrentPerson() me: Me, @Param('checkIn') id: string): Promise<View> {
    const checkIn = await this.checkIns.get(me.personId, id);
    const isHard = checkIn.mood === 'hard';
    const canAsk = isHard && (await this.checkIns.canAskForContact(checkIn));
    return page('learning/check-in', {
      mood: checkIn.mood,
      moduleHref: moduleHref(checkIn.trackId, checkIn.module),
      contacts: isHard ? toSupportPage(this.config.council).contacts : [],
      contactHref: canAsk ? `/contact/${checkIn.trackId}` : null,
    });
  }

  @Allow('trainee')
  @Post(':checkIn/delete')
  remove(
    @CurrentPerson() me: Me,
    @Param('checkIn') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.checkIns.delete(tx, me.personId, id);
      return '/check-ins';
    });
  }
}
