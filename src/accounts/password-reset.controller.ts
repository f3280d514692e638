import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { PasswordResetService, RESET_MINUTES } from './password-reset.service.js';
import { shortestPassword } from './password.rules.js';
import { PasswordService } from './password.service.js';
import { EmailForm, NewPasswordForm } from './person.form.js';
import { PersonService } from './person.service.js';
import type { Account } from './person.service.js';
import { refusedPage } from './refusal.js';

const NEW = 'accounts/password-new';

/** A new password for who forgot the old one. Every answer is the same whether an address is known here or not. */
@Controller('password')
export class PasswordResetController {
  constructor(
    private readonly resets: PasswordResetService,
    private readonly passwords: PasswordService,
    private readonly people: PersonService,
    private readonly database: Database,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get()
  showAsk(): View {
    return page('accounts/password-forgotten', { form: emptyForm(EmailForm) });
  }

  @Allow.everyone()
  @Post()
  async ask(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(EmailForm, body);
    if (!parsed.ok) return invalid('accounts/password-forgotten', { form: parsed.form });
    const { email } = parsed.value;
    try {
      if (email === '') throw new DomainError('accounts.email.empty');
      await this.database.write((tx) => this.resets.ask(tx, email, request.ip));
      return seeOther('/password/sent');
    } catch (error) {
      const again = { template: 'accounts/password-forgotten', Form: EmailForm, body, field: 'email' };
      return refusedPage(reply, error, again);
    }
  }

  @Allow.everyone()
  @Get('sent')
  showSent(): View {
    return page('accounts/password-sent', { minutes: RESET_MINUTES });
  }

  @Allow.everyone()
  @Get('done')
  showDone(): View {
    return page('accounts/password-done', {});
  }

  /** The page behind the link. Opening it uses nothing up: mail programs open links by themselves. */
  @Allow.everyone()
  @Get(':token')
  async showNew(@Param('token') token: string): Promise<View> {
    const owner = await this.ownerOf(token);
    return owner ? page(NEW, toModel(token, owner, emptyForm(NewPasswordForm))) : linkOver();
  }

  @Allow.everyone()
  @Post(':token')
  async setNew(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const owner = await this.ownerOf(token);
    if (!owner) return linkOver();
    const parsed = parseForm(NewPasswordForm, body);
    if (!parsed.ok) return invalid(NEW, toModel(token, owner, parsed.form));
    const { password } = parsed.value;
    try {
      const words = [owner.displayName, owner.email ?? '', owner.learnerNumber];
      this.passwords.check(password, { roles: owner.roles, words });
      const passwordHash = await this.passwords.hash(password);
      return await this.submissions.accept(submission, async (tx) => {
        await this.resets.set(tx, token, passwordHash);
        return '/password/done';
      });
    } catch (error) {
      if (error instanceof NotFound) return linkOver();
      return invalid(NEW, toModel(token, owner, refuse(NewPasswordForm, body, { error, field: 'password' })));
    }
  }

  private async ownerOf(token: string): Promise<Account | null> {
    const id = await this.resets.ownerOf(token);
    return id === null ? null : this.people.findById(id);
  }
}

function toModel(token: string, owner: Account, form: FormView): object {
  return { token, form, shortest: shortestPassword(owner.roles) };
}

/** Used, replaced, too old or never made: it says what to do, not which. */
function linkOver(): View {
  return page('accounts/link-over', {}, { status: 404 });
}
