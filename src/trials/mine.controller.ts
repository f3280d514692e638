import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedPage } from '../accounts/refusal.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm, refuse } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { textsIn } from './ended.page.js';
import { TrialDoor } from './trial-door.service.js';
import { CodeForm, TellForm } from './trial.form.js';
import { toCodePage, toEndedCodePage, toMinePage } from './trial.page.js';
import type { AroundMine, MinePage } from './trial.page.js';
import { TrialRequests } from './trial-requests.service.js';
import { mayChange } from './trial.rules.js';
import { TrialVisits } from './trial-visits.service.js';
import type { OwnVisit } from './trial-visits.service.js';

const MINE = '/activities/trials/mine';

/** A request as who has its code sees it: to look at, to change, to take back. */
@Controller('activities/trials/mine')
export class TrialMineController {
  constructor(
    private readonly visits: TrialVisits,
    private readonly requests: TrialRequests,
    private readonly door: TrialDoor,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow.everyone()
  @Get()
  async show(@Req() request: FastifyRequest, @Query('saved') saved?: unknown): Promise<View> {
    const visit = await this.visit(request);
    if (visit === null) return page('trials/code', toCodePage());
    return page('trials/mine', await this.model(visit, { isSaved: saved === '1' }));
  }

  @Allow.everyone()
  @Post()
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(CodeForm, body);
    if (!parsed.ok) return invalid('trials/code', toCodePage(parsed.form));
    try {
      this.door.remember(reply, await this.door.open(parsed.value.code, request.ip));
      return seeOther(MINE);
    } catch (error) {
      const more = { texts: [] };
      return refusedPage(reply, error, {
        template: 'trials/code',
        Form: CodeForm,
        body,
        field: 'code',
        more,
      });
    }
  }

  @Allow.everyone()
  @Post('cancel')
  async cancel(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const visit = await this.visit(request);
    if (visit === null) return seeOther(MINE);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.requests.cancel(tx, visit.id);
        return MINE;
      });
    } catch (error) {
      const form = refuse(TellForm, {}, { error, field: 'standing' });
      return invalid('trials/mine', await this.model(visit, { form }));
    }
  }

  @Allow.everyone()
  @Post('needs')
  async change(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(TellForm, body);
    const visit = await this.visit(request);
    const texts = textsIn(body, ['name', 'needs']);
    if (visit === null)
      return texts.length > 0 ? invalid('trials/code', toEndedCodePage(texts)) : seeOther(MINE);
    if (!parsed.ok)
      return invalid('trials/mine', await this.model(visit, { form: parsed.form, keepsForm: true }));
    const { way, name, leavesEarly, brings, needs } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.requests.change(tx, visit.id, { way, name, leavesEarly, brings, needs });
        return `${MINE}?saved=1`;
      });
    } catch (error) {
      const form = refuse(TellForm, body, { error, field: 'way' });
      return invalid('trials/mine', await this.model(visit, { form, keepsForm: true }));
    }
  }

  private visit(request: FastifyRequest): Promise<OwnVisit | null> {
    return this.visits.findByCode(this.door.codeOf(request));
  }

  private async model(
    visit: OwnVisit,
    around: Omit<AroundMine, 'mayChange' | 'keepDays'>,
  ): Promise<MinePage> {
    const isOff = visit.slot.stage === 'cancelled' || visit.state === 'cancelled';
    const instead = isOff ? await this.visits.listInstead(visit.slot) : [];
    const mayStill = mayChange(visit, visit.slot, this.clock.today());
    return toMinePage(visit, {
      ...{ ...around, mayChange: mayStill, instead },
      keepDays: this.visits.keepDays,
    });
  }
}
