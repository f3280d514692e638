import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CredentialsService } from './credentials.service.js';
import { shortestPassword } from './password.rules.js';
import { ChangeEmailForm, ChangePasswordForm } from './person.form.js';
import { refusedPage } from './refusal.js';
import { SessionCookie } from './session-cookie.js';

/** Changing what one signs in with: the password is asked once more. */
@Controller('settings')
export class CredentialsController {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Allow.signedIn()
  @Get('password')
  showPassword(@CurrentPerson() me: Me): View {
    const shortest = shortestPassword(me.roles);
    return page('accounts/settings-password', { form: emptyForm(ChangePasswordForm), shortest });
  }

  @Allow.signedIn()
  @Post('password')
  async changePassword(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const more = { shortest: shortestPassword(me.roles) };
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
      return seeOther('/settings?saved=1');
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
}
