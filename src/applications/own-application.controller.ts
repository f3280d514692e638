import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toOwnPage } from './own-application.page.js';
import { NextWishes } from './next-wish.service.js';
import { OwnApplications } from './own-application.service.js';

/** The application of who holds the link from their letter: how it stands, and the way out of it. */
@Controller('application/:token')
export class OwnApplicationController {
  constructor(
    private readonly applications: OwnApplications,
    private readonly wishes: NextWishes,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get()
  async show(@Param('token') token: string): Promise<View> {
    return page('applications/own', toOwnPage(await this.applications.get(token), token));
  }

  @Allow.everyone()
  @Post('withdrawal')
  async withdraw(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { id } = await this.applications.get(token);
    return this.submissions.accept(submission, async (tx) => {
      await this.applications.withdraw(tx, id, null);
      return `/application/${token}`;
    });
  }

  @Allow.everyone()
  @Post('next')
  async wishNext(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { id, applicantId } = await this.applications.get(token);
    return this.submissions.accept(submission, async (tx) => {
      await this.wishes.wish(tx, id, { me: null, applicantId });
      return `/application/${token}`;
    });
  }

  @Allow.everyone()
  @Post('next-withdrawal')
  async takeBackNext(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { id } = await this.applications.get(token);
    return this.submissions.accept(submission, async (tx) => {
      await this.wishes.takeBack(tx, id, null);
      return `/application/${token}`;
    });
  }
}
