import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { HomeNotes } from '../web/home-notes.js';
import { LearningModule } from '../learning/learning.module.js';
import { Jobs } from '../mail/jobs.js';
import { ReflectionAnswers } from './answer.service.js';
import { OpenedController } from './opened.controller.js';
import { QueueLinks } from './queue-links.service.js';
import { QueueController } from './queue.controller.js';
import { ReflectionQueue } from './queue.service.js';
import { ReflectionKeeping } from './reflection-keeping.service.js';
import { ReflectionRetention } from './reflection-retention.service.js';
import { ReflectionTexts } from './reflection-text.service.js';
import { ReflectionController } from './reflection.controller.js';
import { ReflectionService } from './reflection.service.js';
import { ReplyNews } from './reply-news.service.js';
import { SendingController } from './sending.controller.js';
import { ReflectionSendings } from './sending.service.js';

@Module({
  imports: [CurriculumModule, CohortsModule, EnrolmentModule, LearningModule],
  controllers: [ReflectionController, SendingController, QueueController, OpenedController],
  providers: [
    ReflectionService,
    ReflectionTexts,
    ReflectionSendings,
    ReflectionQueue,
    ReflectionAnswers,
    ReflectionKeeping,
    ReflectionRetention,
    ReplyNews,
    QueueLinks,
  ],
  exports: [ReflectionKeeping],
})
export class ReflectionsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly retention: ReflectionRetention,
    private readonly notes: HomeNotes,
    private readonly news: ReplyNews,
    private readonly links: QueueLinks,
    private readonly enrolments: EnrolmentService,
    private readonly sendings: ReflectionSendings,
  ) {}

  onModuleInit(): void {
    this.enrolments.whenMoving((tx, { id }) => this.sendings.end(tx, id));
    this.jobs.every('forget old drafts of replies', 60, (now) => this.retention.forgetOld(now));
    this.notes.tell(async ({ personId, role }) => {
      if (role === 'trainee') return this.news.listFor(personId);
      return role === 'facilitator' ? this.links.listFor(personId) : [];
    });
  }
}
