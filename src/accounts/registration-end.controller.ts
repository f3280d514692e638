import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { Allow } from '../web/allow.js';
import { formatDisplay, parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ConsentService } from './consent.service.js';
import { ConsentForm } from './person.form.js';
import { DONE, mayOpen, nextStep, toCheckPage, toConsentForm, toDonePage } from './registration.page.js';
import { RegistrationEndService } from './registration-end.service.js';
import { RegistrationService } from './registration.service.js';
import type { Draft } from './registration.service.js';
import { SessionCookie } from './session-cookie.js';

/** Registration, second half: consent, a look over everything, the learner number. */
@Controller('register')
export class RegistrationEndController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly ends: RegistrationEndService,
    private readonly consents: ConsentService,
    private readonly cookie: SessionCookie,
  ) {}

  @Allow.everyone()
  @Get('consent')
  async showConsent(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    if (draft === null || !mayOpen(draft, 'consent')) return seeOther(nextStep(draft));
    return page('accounts/register-consent', this.consentPage(request, toConsentForm(draft)));
  }

  @Allow.everyone()
  @Post('consent')
  async answerConsent(@Body() body: unknown, @Req() request: FastifyRequest): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    if (draft === null || !mayOpen(draft, 'consent')) return seeOther(nextStep(draft));
    const parsed = parseForm(ConsentForm, body);
    if (!parsed.ok) return invalid('accounts/register-consent', this.consentPage(request, parsed.form));
    await this.ends.agree(draft, displayOf(request).lang);
    return seeOther(nextStep({ ...draft, hasConsent: true }));
  }

  @Allow.everyone()
  @Get('check')
  async showCheck(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    if (draft === null || !mayOpen(draft, 'check')) return seeOther(nextStep(draft));
    return page('accounts/register-check', toCheckPage(draft));
  }

  @Allow.everyone()
  @Post('check')
  async finish(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const draft = await this.draft(request);
    if (draft === null || !mayOpen(draft, 'check')) return seeOther(nextStep(draft));
    const ui = request.cookies[DISPLAY_COOKIE] === undefined ? '' : formatDisplay(displayOf(request));
    const started = await this.ends.finish(draft, { ui, userAgent: request.headers['user-agent'] });
    // Null: this is the second press of a double click; the first one made the account.
    if (started) this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
    return seeOther(DONE);
  }

  /** Can be opened again: for two hours in this browser, and as long as the person is signed in. */
  @Allow.everyone()
  @Get('done')
  async showDone(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    const me = request.me ?? null;
    const learnerNumber = me?.learnerNumber ?? draft?.learnerNumber ?? null;
    if (learnerNumber === null) return seeOther(nextStep(draft));
    const email = draft?.learnerNumber === learnerNumber ? draft.email : null;
    const model = toDonePage({
      ...{ learnerNumber, email, isSignedIn: me !== null },
      nextHref: this.cookie.readOnward(request),
    });
    return page('accounts/register-done', model);
  }

  private consentPage(request: FastifyRequest, form: FormView): object {
    return {
      form,
      sections: this.consents.text(displayOf(request).lang).sections,
      backHref: '/register/name',
    };
  }

  private async draft(request: FastifyRequest): Promise<Draft | null> {
    return this.registrations.find(this.cookie.read(request, 'registration'));
  }
}

function displayOf(request: FastifyRequest): ReturnType<typeof parseDisplay> {
  return parseDisplay(request.cookies[DISPLAY_COOKIE]);
}
