import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { HOME, onward } from './onward.rules.js';
import { PasswordService } from './password.service.js';
import { EmailForm, NameAndPasswordForm } from './person.form.js';
import { mayOpen, nextStep, toEmailPage, toNamePage } from './registration.page.js';
import { RegistrationService } from './registration.service.js';
import { RegistrationStartService } from './registration-start.service.js';
import type { Draft } from './registration.service.js';
import { refusedPage } from './refusal.js';
import { SessionCookie } from './session-cookie.js';

/** Registration, first half: one question a page. Members are led home: they have what this makes. */
@Controller('register')
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly starts: RegistrationStartService,
    private readonly passwords: PasswordService,
    private readonly cookie: SessionCookie,
    private readonly database: Database,
  ) {}

  @Allow.everyone()
  @Get()
  async showEmail(
    @Query('next') next: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    if (request.me) return seeOther(onward(next));
    if (onward(next) !== HOME) this.cookie.writeOnward(reply, onward(next));
    return page('accounts/register-email', toEmailPage(await this.openDraft(request)));
  }

  @Allow.everyone()
  @Post()
  async answerEmail(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    if (request.me) return seeOther('/home');
    const draft = await this.openDraft(request);
    const parsed = parseForm(EmailForm, body);
    if (!parsed.ok) return invalid('accounts/register-email', toEmailPage(draft, parsed.form));
    const email = parsed.value.email || null;
    try {
      const answer = { email, address: request.ip };
      const token = await this.database.write((tx) => this.starts.answerEmail(tx, draft, answer));
      if (token !== null) this.cookie.write(reply, 'registration', { token, days: null });
      return seeOther(draft === null ? '/register/name' : nextStep({ ...draft, email }));
    } catch (error) {
      const again = { template: 'accounts/register-email', Form: EmailForm, body, field: 'email' };
      return refusedPage(reply, error, { ...again, more: toEmailPage(draft) });
    }
  }

  @Allow.everyone()
  @Get('name')
  async showName(@Req() request: FastifyRequest): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    if (!mayOpen(draft, 'name')) return seeOther(nextStep(draft));
    return page('accounts/register-name', toNamePage(draft!));
  }

  @Allow.everyone()
  @Post('name')
  async answerName(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const draft = await this.draft(request);
    if (draft === null || !mayOpen(draft, 'name')) return seeOther(nextStep(draft));
    const parsed = parseForm(NameAndPasswordForm, body);
    if (!parsed.ok) return invalid('accounts/register-name', toNamePage(draft, parsed.form));
    const { displayName, password } = parsed.value;
    try {
      this.checkPassword(draft, { displayName, password });
      const passwordHash = password === '' ? null : await this.starts.hashPassword(draft, password);
      await this.database.write((tx) =>
        this.registrations.answerName(tx, draft, { displayName, passwordHash }),
      );
      return seeOther(nextStep({ ...draft, displayName, hasPassword: true }));
    } catch (error) {
      const again = {
        template: 'accounts/register-name',
        Form: NameAndPasswordForm,
        body,
        field: 'password',
      };
      return refusedPage(reply, error, { ...again, more: toNamePage(draft) });
    }
  }

  /** @throws DomainError */
  private checkPassword(draft: Draft, answer: { displayName: string; password: string }): void {
    if (answer.password === '' && draft.hasPassword) return;
    if (answer.password === '') throw new DomainError('accounts.password.empty');
    this.passwords.check(answer.password, {
      roles: ['trainee'],
      words: [answer.displayName, draft.email ?? ''],
    });
  }

  private async draft(request: FastifyRequest): Promise<Draft | null> {
    return this.registrations.find(this.cookie.read(request, 'registration'));
  }

  /** A finished one is not gone on with. */
  private async openDraft(request: FastifyRequest): Promise<Draft | null> {
    const draft = await this.draft(request);
    return draft?.learnerNumber === null ? draft : null;
  }
}
