import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { EmailAddressService } from './email-address.service.js';
import { OneTimeTokenService } from './one-time-token.service.js';

/** The link in the mail that asks whether an address is right; it may be opened on another device. */
@Controller('email')
export class EmailController {
  constructor(
    private readonly emails: EmailAddressService,
    private readonly tokens: OneTimeTokenService,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get('done')
  showDone(): View {
    return page('accounts/email-done', {});
  }

  /** Opening changes nothing: mail programs open links by themselves. */
  @Allow.everyone()
  @Get(':token')
  async show(@Param('token') token: string): Promise<View> {
    const owner = await this.tokens.ownerOf(token, ['email']);
    if (owner === null) return page('accounts/link-over', {}, { status: 404 });
    return page('accounts/email-confirm', { token });
  }

  @Allow.everyone()
  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.emails.confirm(tx, token);
        return '/email/done';
      });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return page('accounts/link-over', {}, { status: 404 });
    }
  }
}
