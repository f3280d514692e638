import { Global, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Submissions } from '../web/submissions.js';
import { Jobs } from './jobs.js';
import { MailSender } from './mail-sender.js';
import { Outbox } from './outbox.js';
import { postmanProvider } from './postman.js';

@Global()
@Module({ providers: [Jobs, MailSender, Outbox, postmanProvider], exports: [Jobs, MailSender, Outbox] })
export class MailModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sender: MailSender,
    private readonly submissions: Submissions,
  ) {}

  onModuleInit(): void {
    this.jobs.every('send mail', 0.1, () => this.sender.sendDue());
    this.jobs.every('forget sent mail', 60, (now) => this.sender.forgetSent(now));
    this.jobs.every('forget old submissions', 60, (now) => this.submissions.forgetOld(now));
  }
}
