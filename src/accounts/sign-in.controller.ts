import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BeforeSecondFactor } from './before-second-factor.js';
import { onward } from './onward.rules.js';
import { refusedPage } from './refusal.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';
import { ProveAgainForm, SignInForm } from './sign-in.form.js';
import { SignInService } from './sign-in.service.js';

@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
    private readonly database: Database,
  ) {}

  @Allow.everyone()
  @Get('login')
  async show(
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Query('next') next: unknown,
  ): Promise<View | SeeOther> {
    if (me) return seeOther(onward(next));
    const token = this.cookie.read(request, 'session');
    const isExpired = token !== null && (await this.sessions.find(token)).kind === 'expired';
    return page('accounts/sign-in', { form: emptyForm(SignInForm, { next: onward(next) }), isExpired });
  }

  @Allow.everyone()
  @Post('login')
  async signIn(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(SignInForm, body);
    if (!parsed.ok) return invalid('accounts/sign-in', { form: parsed.form, isExpired: false });
    const { identifier, password, ownDevice, next } = parsed.value;
    try {
      const started = await this.signIns.signIn({
        identifier,
        password,
        ownDevice: ownDevice === '1',
        address: request.ip,
        userAgent: request.headers['user-agent'],
        before: me?.sessionId ?? null,
      });
      this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
      return seeOther(
        started.roles.length > 1 ? `/settings/role?next=${encodeURIComponent(onward(next))}` : onward(next),
      );
    } catch (error) {
      return refusedPage(reply, error, {
        template: 'accounts/sign-in',
        Form: SignInForm,
        body,
        field: 'identifier',
        more: { isExpired: false },
      });
    }
  }

  @Allow.signedIn()
  @Get('login/again')
  showAgain(@Query('next') next: unknown): View {
    return page('accounts/sign-in-again', { form: emptyForm(ProveAgainForm, { next: onward(next) }) });
  }

  @Allow.signedIn()
  @Post('login/again')
  async proveAgain(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(ProveAgainForm, body);
    if (!parsed.ok) return invalid('accounts/sign-in-again', { form: parsed.form });
    const { password, next } = parsed.value;
    try {
      await this.signIns.proveAgain(me, { password, address: request.ip });
      return seeOther(onward(next));
    } catch (error) {
      const again = { template: 'accounts/sign-in-again', Form: ProveAgainForm, body, field: 'password' };
      return refusedPage(reply, error, again);
    }
  }

  /** Asks before; after signing out it is the page that says so. */
  @Allow.everyone()
  @Get('logout')
  showSignOut(@CurrentPerson() me: Me | null): View {
    return page(me ? 'accounts/sign-out' : 'accounts/signed-out', {});
  }

  @Allow.everyone()
  @BeforeSecondFactor()
  @Post('logout')
  async signOut(
    @CurrentPerson() me: Me | null,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    if (me) await this.database.write((tx) => this.signIns.signOut(tx, me));
    this.cookie.clear(reply, 'session');
    // Whoever sits down here next is let neither into a group's entries nor into a visit that was asked for.
    this.cookie.clear(reply, 'organiser');
    this.cookie.clear(reply, 'trial');
    // Not "cookies": how the pages look on this device stays.
    void reply.header('clear-site-data', '"cache", "storage"');
    return seeOther('/logout');
  }
}
