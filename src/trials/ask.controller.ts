import '@fastify/cookie';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedPage } from '../accounts/refusal.js';
import { Config } from '../config/config.js';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import type { Language } from '../web/locales.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { TrialDoor } from './trial-door.service.js';
import { AskForm } from './trial.form.js';
import { toAskPage, toDonePage, toGonePage } from './trial.page.js';
import { TrialRequests } from './trial-requests.service.js';
import { TrialVisits } from './trial-visits.service.js';
import type { VisitSlot } from './trial-visits.service.js';

/** Asking for a seat. Nobody needs an account, and who has one is asked the same. */
@Controller('activities/trials')
export class TrialAskController {
  constructor(
    private readonly visits: TrialVisits,
    private readonly requests: TrialRequests,
    private readonly door: TrialDoor,
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  /** The code, in this browser, for two hours or until it is left. */
  @Allow.everyone()
  @Get('done')
  async showDone(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const code = this.door.codeOf(request);
    const visit = await this.visits.findByCode(code);
    if (visit === null || visit.state === 'cancelled' || visit.slot.stage !== 'open')
      return seeOther('/activities/trials/mine');
    return page('trials/done', toDonePage(visit, { code: code!, origin: this.config.origin }));
  }

  /** Others use this device, too. */
  @Allow.everyone()
  @Post('leave')
  leave(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): SeeOther {
    parseForm(ButtonForm, body);
    this.door.forget(reply);
    return seeOther('/activities/trials');
  }

  @Allow.everyone()
  @Get(':slot')
  async show(@Param('slot') id: string): Promise<View> {
    const slot = await this.visits.getSlot(getId(id));
    const instead = await this.insteadOf(slot);
    if (slot.stage !== 'open') return page('trials/gone', toGonePage(slot, instead));
    return page('trials/ask', toAskPage(slot, instead));
  }

  @Allow.everyone()
  @Post(':slot')
  async ask(
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const slot = await this.visits.getSlot(getId((request.params as { slot: string }).slot));
    const parsed = parseForm(AskForm, body);
    if (!parsed.ok) {
      const { form } = parsed;
      const typed = { form, seen: form.fields.seen!.value };
      return invalid('trials/ask', toAskPage(slot, await this.insteadOf(slot), typed));
    }
    const { way, name, leavesEarly, brings, needs } = parsed.value;
    const asked = { way, name, leavesEarly, brings, needs, email: parsed.value.email || null };
    const code = this.door.newCode(submission, request);
    const from = { code, seen: parsed.value.seen, lang: languageOf(request), address: request.ip };
    try {
      const next = await this.submissions.accept(submission, async (tx) => {
        await this.requests.ask(tx, slot.id, { ...asked, ...from });
        return '/activities/trials/done';
      });
      this.door.remember(reply, code);
      return next;
    } catch (error) {
      const now = await this.visits.getSlot(slot.id);
      const seen = isOf(error, 'trials.request.moved') ? now.version : (parsed.value.seen ?? '');
      const more = toAskPage(now, await this.visits.listInstead(now), { seen });
      const field = isOf(error, 'trials.request.mail-often') ? 'email' : 'way';
      return refusedPage(reply, error, { template: 'trials/ask', Form: AskForm, body, field, more });
    }
  }

  private async insteadOf(slot: VisitSlot): Promise<readonly VisitSlot[]> {
    return slot.stage === 'open' && slot.left > 0 ? [] : this.visits.listInstead(slot);
  }
}

function isOf(error: unknown, code: string): boolean {
  return error instanceof DomainError && error.code === code;
}

function languageOf(request: FastifyRequest): Language {
  return parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]).lang;
}
