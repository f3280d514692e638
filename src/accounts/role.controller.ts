import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me, Role } from '../web/me.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BeforeSecondFactor } from './before-second-factor.js';
import { onward } from './onward.rules.js';
import { RoleForm } from './role.form.js';
import { SessionCookie } from './session-cookie.js';
import { SignInService } from './sign-in.service.js';

/** Who has several roles acts in one at a time. */
@Controller('settings/role')
export class RoleController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookie: SessionCookie,
    private readonly database: Database,
  ) {}

  @Allow.signedIn()
  @BeforeSecondFactor()
  @Get()
  show(@CurrentPerson() me: Me, @Query('next') next: unknown): View {
    return page(
      'accounts/settings-role',
      toModel(me, emptyForm(RoleForm, { role: me.role, next: onward(next) })),
    );
  }

  @Allow.signedIn()
  @BeforeSecondFactor()
  @Post()
  async change(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(RoleForm, body);
    if (!parsed.ok) return invalid('accounts/settings-role', toModel(me, parsed.form));
    const { role, next } = parsed.value;
    if (role !== me.role) {
      const started = await this.database.write((tx) => this.signIns.actAs(tx, me, role));
      this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
    }
    return seeOther(onward(next));
  }
}

function toModel(me: Me, form: FormView): { form: FormView; roles: readonly Role[] } {
  return { form, roles: me.roles };
}
