import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { StepAddress } from '../learning/seat.service.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DoorService } from './door.service.js';
import { SignInForm } from './sign-in.form.js';
import { toSignInPage } from './sign-in.page.js';
import { hrefOf } from './session-seat.js';
import type { SessionSeat } from './session-seat.js';
import { SessionService } from './session.service.js';

/** Signing in at the door by oneself: the code is typed, or comes along with the QR code. */
@Controller('session/:track/:module/:step/sign-in')
export class SessionSignInController {
  constructor(
    private readonly sessions: SessionService,
    private readonly door: DoorService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async ask(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Query('code') code?: string,
  ): Promise<View> {
    const seat = await this.sessions.enter(me.personId, address);
    const known = typeof code === 'string' && /^\d{6}$/.test(code) ? code : '';
    return page('attendance/sign-in', await this.model(seat, emptyForm(SignInForm, { code: known })));
  }

  @Allow('trainee')
  @Post()
  async signIn(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const seat = await this.sessions.enter(me.personId, address);
    const parsed = parseForm(SignInForm, body);
    if (!parsed.ok) return invalid('attendance/sign-in', await this.model(seat, parsed.form));
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    try {
      await this.door.spendTry(seat);
      return await this.submissions.accept(submission, async (tx) => {
        await this.door.signIn(tx, me, { seat, code: parsed.value.code });
        return hrefOf(seat);
      });
    } catch (error) {
      const form = refuse(SignInForm, body, { error, field: 'code' });
      return invalid('attendance/sign-in', await this.model(seat, form));
    }
  }

  private async model(seat: SessionSeat, form: FormView): Promise<object> {
    return toSignInPage(seat, { open: await this.door.listOpen(seat), form });
  }
}
