import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { afterStep } from '../learning/after-step.rules.js';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DialogueService } from './dialogue.service.js';
import { DialogueViews } from './dialogue-views.js';
import { toEndPage } from './end.page.js';
import { BeginForm, MendForm } from './walk.form.js';
import { toStartPage } from './start.page.js';
import { baseOf, hrefOf } from './walk.js';
import { endAt } from './walk-state.rules.js';

/** Beginning a conversation, its ends, and going back from one. */
@Controller('dialogue/:track/:module/:step')
export class DialogueController {
  constructor(
    private readonly seats: SeatService,
    private readonly dialogues: DialogueService,
    private readonly submissions: Submissions,
    private readonly views: DialogueViews,
  ) {}

  @Allow('trainee')
  @Get()
  async begin(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View> {
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    const last = await this.dialogues.findLast(seat);
    const finished = await this.dialogues.listFinished(seat);
    return page(
      'dialogues/start',
      toStartPage(this.views.of(me, seat), {
        walk: last?.number ?? 0,
        continueHref: last && !endAt(last.now) ? hrefOf(seat, last.now) : null,
        isWalked: finished.length > 0,
      }),
    );
  }

  @Allow('trainee')
  @Post('start')
  async start(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(BeginForm, body);
    const after = (parsed.ok && parsed.value.walk) || 0;
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    return this.submissions.accept(submission, async (tx) =>
      hrefOf(seat, (await this.dialogues.start(tx, seat, after)).now),
    );
  }

  @Allow('trainee')
  @Post('passed')
  async pass(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    return this.submissions.accept(submission, async (tx) => {
      await this.dialogues.skip(tx, seat);
      return afterStep(seat);
    });
  }

  @Allow('trainee')
  @Get('end')
  async end(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Query('moved') moved?: string,
  ): Promise<View | SeeOther> {
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    const walk = await this.dialogues.findLast(seat);
    const end = walk && endAt(walk.now);
    if (!walk || !end) return seeOther(walk ? hrefOf(seat, walk.now) : baseOf(seat));
    const view = this.views.of(me, seat, walk);
    const finished = view.isScored ? await this.dialogues.listFinished(seat) : [];
    return page('dialogues/end', toEndPage(view, walk, { end, finished, isMoved: moved === '1' }));
  }

  @Allow('trainee')
  @Post('mend')
  async mend(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(MendForm, body);
    const { walk, turn } = parsed.ok ? parsed.value : { walk: null, turn: null };
    const seat = await this.seats.enter(me.personId, address, 'dialogue');
    return this.submissions.accept(submission, async (tx) =>
      hrefOf(seat, (await this.dialogues.mend(tx, seat, { walk, turn })).now),
    );
  }
}
