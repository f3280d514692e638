import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { Jobs } from '../mail/jobs.js';
import { ApplicationConsent } from './application-consent.service.js';
import { ApplicationDrafts } from './application-draft.service.js';
import { ApplicationKeeping } from './application-keeping.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationPlaces } from './application-place.service.js';
import { ApplicationService } from './application.service.js';
import { ApplyEndController } from './apply-end.controller.js';
import { ApplyController } from './apply.controller.js';
import { OwnApplicationController } from './own-application.controller.js';
import { OwnApplications } from './own-application.service.js';

@Module({
  imports: [CurriculumModule],
  controllers: [ApplyController, ApplyEndController, OwnApplicationController],
  providers: [
    ApplicationConsent,
    ApplicationDrafts,
    ApplicationKeeping,
    ApplicationLetters,
    ApplicationPlaces,
    ApplicationService,
    OwnApplications,
  ],
  exports: [ApplicationKeeping],
})
export class ApplicationsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly drafts: ApplicationDrafts,
  ) {}

  onModuleInit(): void {
    this.jobs.every('forget application drafts', 60, (now) => this.drafts.forgetOld(now));
  }
}
