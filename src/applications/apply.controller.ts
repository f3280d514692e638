import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedPage } from '../accounts/refusal.js';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Allow } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ApplicationDrafts } from './application-draft.service.js';
import type { Stand } from './application-draft.service.js';
import { ApplicantForm, NeedForm } from './apply.form.js';
import { applyHref, mayOpen, nextStep, toNeedPage, toPlaceView, toSomebodyPage } from './apply.page.js';

/** Applying, first half: who one is, who comes along, what one needs. Nobody needs an account for it. */
@Controller('apply/:cohort')
export class ApplyController {
  constructor(
    private readonly drafts: ApplicationDrafts,
    private readonly cookie: SessionCookie,
  ) {}

  /** After the last day it says so, and what one may do instead. */
  @Allow.everyone()
  @Get()
  async showWho(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View> {
    const stand = await this.stand(id, request);
    if (!stand.place.isOpen) return page('applications/closed', { place: toPlaceView(stand.place) });
    return page('applications/who', toSomebodyPage(unsent(stand), 'who'));
  }

  @Allow.everyone()
  @Post()
  async answerWho(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const stand = unsent(await this.stand(id, request));
    if (!stand.place.isOpen) return seeOther(applyHref(stand.place));
    const parsed = parseForm(ApplicantForm, body);
    if (!parsed.ok) return invalid('applications/who', toSomebodyPage(stand, 'who', parsed.form));
    const { name, way, contact } = parsed.value;
    try {
      const answer = { who: { name, way, contact }, address: request.ip };
      const token = await this.drafts.answerWho(stand, answer);
      if (token !== null) this.cookie.write(reply, 'application', { token, days: null });
      if (stand.draft) return seeOther(nextStep(stand));
      return seeOther(applyHref(stand.place, stand.place.pairs ? 'partner' : 'need'));
    } catch (error) {
      const again = { template: 'applications/who', Form: ApplicantForm, body, field: 'name' };
      return refusedPage(reply, error, { ...again, more: toSomebodyPage(stand, 'who') });
    }
  }

  @Allow.everyone()
  @Get('partner')
  async showPartner(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'partner')) return seeOther(nextStep(stand));
    return page('applications/partner', toSomebodyPage(stand, 'partner'));
  }

  @Allow.everyone()
  @Post('partner')
  async answerPartner(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'partner')) return seeOther(nextStep(stand));
    const parsed = parseForm(ApplicantForm, body);
    if (!parsed.ok) return invalid('applications/partner', toSomebodyPage(stand, 'partner', parsed.form));
    const { name, way, contact } = parsed.value;
    await this.drafts.answerPartner(stand.draft!, { name, way, contact });
    return seeOther(nextStep({ ...stand, draft: { ...stand.draft!, partner: { name, way, contact } } }));
  }

  @Allow.everyone()
  @Get('need')
  async showNeed(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'need')) return seeOther(nextStep(stand));
    return page('applications/need', toNeedPage(stand));
  }

  @Allow.everyone()
  @Post('need')
  async answerNeed(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'need')) return seeOther(nextStep(stand));
    const parsed = parseForm(NeedForm, body);
    if (!parsed.ok) return invalid('applications/need', toNeedPage(stand, parsed.form));
    const { need } = parsed.value;
    await this.drafts.answerNeed(stand.draft!, need);
    return seeOther(nextStep({ ...stand, draft: { ...stand.draft!, need } }));
  }

  private stand(id: string, request: FastifyRequest): Promise<Stand> {
    return this.drafts.stand(id, this.cookie.read(request, 'application'));
  }
}

/** What was sent is not gone on with: another application may be made in the same browser. */
function unsent(stand: Stand): Stand {
  return stand.draft?.receipt ? { ...stand, draft: null } : stand;
}
