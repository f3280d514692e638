import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BeforeSecondFactor } from './before-second-factor.js';
import { onward } from './onward.rules.js';
import { refusedPage } from './refusal.js';
import { CodeForm } from './second-factor.form.js';
import { qrImage } from '../web/qr.rules.js';
import { totpSecretOf, totpUri } from './second-factor.rules.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionCookie } from './session-cookie.js';
import type { Started } from './session.service.js';

const ASK = 'staff/second-factor';
const SETUP = 'staff/second-factor-setup';
const NEW_PASSWORD = '/settings/password';

/** After the password, staff show that they hold their phone. The first time they connect it. */
@Controller('second-factor')
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly cookie: SessionCookie,
    private readonly config: Config,
  ) {}

  @Allow('facilitator', 'office', 'administrator')
  @BeforeSecondFactor()
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Query('next') next: unknown,
  ): Promise<View | SeeOther> {
    if (me.secondFactorDone) return seeOther(onward(next));
    if (await this.factors.wantsNewPassword(me.personId)) return seeOther(NEW_PASSWORD);
    const form = emptyForm(CodeForm, { next: onward(next) });
    return (await this.factors.isSetUp(me.personId))
      ? page(ASK, { form })
      : page(SETUP, await this.setup(me, request, form));
  }

  @Allow('facilitator', 'office', 'administrator')
  @BeforeSecondFactor()
  @Post()
  async give(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    if (await this.factors.wantsNewPassword(me.personId)) return seeOther(NEW_PASSWORD);
    const parsed = parseForm(CodeForm, body);
    if (!parsed.ok) return invalid(ASK, { form: parsed.form });
    try {
      this.goOn(reply, await this.factors.give(me, parsed.value.code, request.ip));
      return seeOther(onward(parsed.value.next));
    } catch (error) {
      return refusedPage(reply, error, { template: ASK, Form: CodeForm, body, field: 'code' });
    }
  }

  /** Answers with the recovery codes themselves: they are shown this once and kept as hashes only. */
  @Allow('facilitator', 'office', 'administrator')
  @BeforeSecondFactor()
  @Post('setup')
  async confirm(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    if (await this.factors.wantsNewPassword(me.personId)) return seeOther(NEW_PASSWORD);
    if (await this.factors.isSetUp(me.personId)) return seeOther('/second-factor');
    const parsed = parseForm(CodeForm, body);
    if (!parsed.ok) return invalid(SETUP, await this.setup(me, request, parsed.form));
    const given = { secret: this.secretFor(request), code: parsed.value.code };
    try {
      const { started, recoveryCodes } = await this.factors.confirmSetup(me, given, request.ip);
      this.goOn(reply, started);
      return page('staff/recovery-codes', { codes: recoveryCodes, nextHref: onward(parsed.value.next) });
    } catch (error) {
      const more = await this.setup(me, request, emptyForm(CodeForm));
      return refusedPage(reply, error, { template: SETUP, Form: CodeForm, body, field: 'code', more });
    }
  }

  private secretFor(request: FastifyRequest): string {
    return totpSecretOf(this.cookie.read(request, 'session')!);
  }

  private async setup(me: Me, request: FastifyRequest, form: FormView): Promise<object> {
    const secret = this.secretFor(request);
    const uri = totpUri(secret, { issuer: this.config.council.site, label: me.learnerNumber });
    const qr = qrImage(uri);
    return { form, qr, secret: secret.replace(/(.{4})(?=.)/g, '$1-') };
  }

  private goOn(reply: FastifyReply, started: Started): void {
    this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
  }
}
