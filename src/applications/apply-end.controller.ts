import '@fastify/cookie';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import type { Language } from '../web/locales.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ApplicationConsent } from './application-consent.service.js';
import { ApplicationDrafts } from './application-draft.service.js';
import type { Stand } from './application-draft.service.js';
import { ApplicationService } from './application.service.js';
import { ApplicationConsentForm } from './apply.form.js';
import { mayOpen, nextStep, toCheckPage, toConsentPage, toDonePage } from './apply.page.js';

/** Applying, second half: consent, a look over everything, the receipt number. */
@Controller('apply/:cohort')
export class ApplyEndController {
  constructor(
    private readonly drafts: ApplicationDrafts,
    private readonly consents: ApplicationConsent,
    private readonly applications: ApplicationService,
    private readonly cookie: SessionCookie,
  ) {}

  @Allow.everyone()
  @Get('consent')
  async showConsent(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'consent')) return seeOther(nextStep(stand));
    return page('applications/consent', this.consentPage(stand, languageOf(request)));
  }

  @Allow.everyone()
  @Post('consent')
  async answerConsent(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'consent')) return seeOther(nextStep(stand));
    const lang = languageOf(request);
    const form = refusedConsent(body, stand.place.pairs);
    if (form) return invalid('applications/consent', this.consentPage(stand, lang, form));
    await this.drafts.answerConsent(stand.draft!, this.consents.text(lang));
    return seeOther(nextStep({ ...stand, draft: { ...stand.draft!, hasConsent: true } }));
  }

  @Allow.everyone()
  @Get('check')
  async showCheck(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const { place, draft } = await this.stand(id, request);
    if (draft === null || !mayOpen({ place, draft }, 'check')) return seeOther(nextStep({ place, draft }));
    return page('applications/check', toCheckPage({ place, draft }));
  }

  @Allow.everyone()
  @Post('check')
  async send(
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const stand = await this.stand(id, request);
    if (!mayOpen(stand, 'check')) return seeOther(nextStep(stand));
    const me = request.me ?? null;
    const sender = { lang: languageOf(request), personId: me?.role === 'trainee' ? me.personId : null };
    await this.applications.send(stand.draft!.id, sender);
    // Led on by what is there now: sent, sent by the first press of a double click, or closed meanwhile.
    return seeOther(nextStep(await this.stand(id, request)));
  }

  /** Can be opened again for two hours in this browser. */
  @Allow.everyone()
  @Get('done')
  async showDone(@Param('cohort') id: string, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const stand = await this.stand(id, request);
    if (!stand.draft?.receipt) return seeOther(nextStep(stand));
    return page('applications/done', toDonePage(stand));
  }

  private consentPage(stand: Stand, lang: Language, form?: FormView): object {
    return toConsentPage(stand, this.consents.text(lang).sections, form);
  }

  private async stand(id: string, request: FastifyRequest): Promise<Stand> {
    const stand = await this.drafts.stand(id, this.cookie.read(request, 'application'));
    // Once closed, only what was sent is left to see.
    return !stand.place.isOpen && !stand.draft?.receipt ? { ...stand, draft: null } : stand;
  }
}

/** The form again where a mark is missing. Each of a pair agrees for themselves. */
function refusedConsent(body: unknown, isPair: boolean): FormView | null {
  const parsed = parseForm(ApplicationConsentForm, body);
  const errors = parsed.ok ? [] : [...parsed.form.errors];
  const partner = parsed.ok ? parsed.value.partner : (parsed.form.fields.partner?.value ?? '');
  if (isPair && partner !== '1')
    errors.push({ field: 'partner', code: 'applications.consent.partner-unmarked', params: {} });
  return errors.length === 0 ? null : refuseAll(ApplicationConsentForm, body, errors);
}

function languageOf(request: FastifyRequest): Language {
  return parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]).lang;
}
