import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { parseForm, refuse } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { textsIn } from './ended.page.js';
import { TrialAfter } from './trial-after.service.js';
import { TrialDoor } from './trial-door.service.js';
import { AfterForm } from './trial.form.js';
import { toAfterPage, toEndedCodePage, toNextPage } from './trial.page.js';
import { mayAnswer } from './trial.rules.js';
import { TrialVisits } from './trial-visits.service.js';
import type { OwnVisit } from './trial-visits.service.js';

const NEXT = '/activities/trials/next';

/** After the visit: one page that may be left empty, and the next step of one's choice. */
@Controller('activities/trials')
export class TrialAfterController {
  constructor(
    private readonly visits: TrialVisits,
    private readonly after: TrialAfter,
    private readonly door: TrialDoor,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get('after')
  async show(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const visit = await this.visit(request);
    return elsewhere(visit) ?? page('trials/after', toAfterPage());
  }

  @Allow.everyone()
  @Post('after')
  async answer(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(AfterForm, body);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const visit = await this.visit(request);
    const texts = textsIn(body, ['safe', 'hard', 'toHost']);
    if (visit === null && texts.length > 0) return invalid('trials/code', toEndedCodePage(texts));
    const led = elsewhere(visit);
    if (led) return led;
    if (!parsed.ok) return invalid('trials/after', toAfterPage(parsed.form));
    const { image, feeling, safe, hard, toHost, next } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.after.answer(tx, this.door.codeOf(request)!, { image, feeling, safe, hard, toHost, next });
        return next === null ? NEXT : `${NEXT}?to=${next}`;
      });
    } catch (error) {
      return invalid('trials/after', toAfterPage(refuse(AfterForm, body, { error, field: 'image' })));
    }
  }

  @Allow.everyone()
  @Get('next')
  async next(@Req() request: FastifyRequest, @Query('to') to?: unknown): Promise<View> {
    const visit = await this.visit(request);
    return page('trials/next', toNextPage(to, visit?.slot.isShown ? visit.slot.activityId : null));
  }

  private visit(request: FastifyRequest): Promise<OwnVisit | null> {
    return this.visits.findByCode(this.door.codeOf(request));
  }
}

/** Without a code, before the visit and after a cancelled one: to the request. Once it was sent: to the next step. */
function elsewhere(visit: OwnVisit | null): SeeOther | null {
  if (visit === null || !mayAnswer(visit, visit.slot.stage)) return seeOther('/activities/trials/mine');
  return visit.hasAnswered ? seeOther(NEXT) : null;
}
