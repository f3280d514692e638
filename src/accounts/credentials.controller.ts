import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, LedElsewhere, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BeforeSecondFactor } from './before-second-factor.js';
import { CredentialsService } from './credentials.service.js';
import { shortestPassword } from './password.rules.js';
import { ChangeEmailForm, ChangePasswordForm } from './person.form.js';
import { refusedPage } from './refusal.js';
import { isStaff } from './roles.rules.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionCookie } from './session-cookie.js';

const SECOND_FACTOR = '/second-factor';

/** Changing what one signs in with: the password is asked once more. */
@Controller('settings')
export class CredentialsController {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly factors: SecondFactorService,
    private readonly cookie: SessionCookie,
  ) {}

  /** Also the page to which staff are led whose password is from before they were staff. */
  @Allow.signedIn()
  @BeforeSecondFactor()
  @Get('password')
  async showPassword(@CurrentPerson() me: Me): Promise<View> {
    const more = await this.passwordPage(me);
    return page('accounts/settings-password', { form: emptyForm(ChangePasswordForm), ...more });
  }

  @Allow.signedIn()
  @BeforeSecondFactor()
  @Post('password')
  async changePassword(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const more = await this.passwordPage(me);
    const again = { template: 'accounts/settings-password', Form: ChangePasswordForm, body, more };
    const parsed = parseForm(ChangePasswordForm, body);
    if (!parsed.ok) return invalid(again.template, { form: parsed.form, ...more });
    const { current, password } = parsed.value;
    try {
      await this.credentials.checkNew(me, password);
    } catch (error) {
      return refusedPage(reply, error, { ...again, field: 'password' });
    }
    try {
      const started = await this.credentials.changePassword(me, { current, password, address: request.ip });
      this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
      return seeOther(more.isForStaff ? SECOND_FACTOR : '/settings?saved=1');
    } catch (error) {
      return refusedPage(reply, error, { ...again, field: 'current' });
    }
  }

  @Allow.signedIn()
  @Get('email')
  async showEmail(@CurrentPerson() me: Me): Promise<View> {
    const email = await this.credentials.emailOf(me);
    return page('accounts/settings-email', { form: emptyForm(ChangeEmailForm, { email: email ?? '' }) });
  }

  @Allow.signedIn()
  @Post('email')
  async changeEmail(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const again = { template: 'accounts/settings-email', Form: ChangeEmailForm, body };
    const parsed = parseForm(ChangeEmailForm, body);
    if (!parsed.ok) return invalid(again.template, { form: parsed.form });
    const { email, current } = parsed.value;
    try {
      await this.credentials.changeEmail(me, { email, current, address: request.ip });
      return seeOther(email === '' ? '/settings?saved=1' : '/settings/email/sent');
    } catch (error) {
      return refusedPage(reply, error, { ...again, field: 'current' });
    }
  }

  @Allow.signedIn()
  @Get('email/sent')
  showEmailSent(): View {
    return page('accounts/settings-email-sent', {});
  }

  /** @throws LedElsewhere staff without their second factor, unless it is the password that they must change first. */
  private async passwordPage(me: Me): Promise<{ shortest: number; isForStaff: boolean }> {
    const isForStaff = isStaff(me.role) && !me.secondFactorDone;
    if (isForStaff && !(await this.factors.wantsNewPassword(me.personId)))
      throw new LedElsewhere(`${SECOND_FACTOR}?next=${encodeURIComponent('/settings/password')}`);
    return { shortest: shortestPassword(me.roles), isForStaff };
  }
}
