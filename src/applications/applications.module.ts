import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortSettingsService } from '../cohorts/cohort-settings.service.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { Jobs } from '../mail/jobs.js';
import { WaitingWork } from '../web/waiting-work.js';
import { ApplicationConsent } from './application-consent.service.js';
import { ApplicationDrafts } from './application-draft.service.js';
import { ApplicationFacts } from './application-facts.service.js';
import { ApplicationKeeping } from './application-keeping.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationPlaces } from './application-place.service.js';
import { ApplicationService } from './application.service.js';
import { ApplicationWork } from './application-work.service.js';
import { ApplyEndController } from './apply-end.controller.js';
import { ApplyController } from './apply.controller.js';
import { DecisionService } from './decision.service.js';
import { OfferController } from './offer.controller.js';
import { OfferService } from './offer.service.js';
import { OfficeApplicationController } from './office-application.controller.js';
import { OwnApplicationController } from './own-application.controller.js';
import { OwnApplications } from './own-application.service.js';
import { PaperLetters } from './paper-letters.service.js';
import { LetterMarksService } from './letter-marks.service.js';
import { LettersController } from './letters.controller.js';
import { PaperController } from './paper.controller.js';
import { NextWishes } from './next-wish.service.js';
import { WishesController } from './wishes.controller.js';
import { PromisedSeats } from './promised-seats.service.js';
import { SelectionController } from './selection.controller.js';
import { SelectionService } from './selection.service.js';

@Module({
  imports: [CohortsModule, CurriculumModule, EnrolmentModule],
  controllers: [
    ApplyController,
    ApplyEndController,
    OwnApplicationController,
    OfferController,
    SelectionController,
    PaperController,
    WishesController,
    LettersController,
    OfficeApplicationController,
  ],
  providers: [
    ApplicationConsent,
    ApplicationDrafts,
    ApplicationFacts,
    ApplicationKeeping,
    ApplicationLetters,
    ApplicationPlaces,
    ApplicationService,
    ApplicationWork,
    DecisionService,
    LetterMarksService,
    NextWishes,
    OfferService,
    OwnApplications,
    PaperLetters,
    PromisedSeats,
    SelectionService,
  ],
  exports: [ApplicationKeeping],
})
export class ApplicationsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly drafts: ApplicationDrafts,
    private readonly keeping: ApplicationKeeping,
    private readonly settings: CohortSettingsService,
    private readonly waiting: WaitingWork,
    private readonly work: ApplicationWork,
  ) {}

  onModuleInit(): void {
    this.waiting.tell(async ({ role }) => (role === 'office' ? this.work.list() : []));
    this.settings.keepWayIn('application', async (tx, cohortId) => {
      const found = await tx.one`select 1 as found from application where cohort_id = ${cohortId} limit 1`;
      return found !== null;
    });
    this.jobs.every('forget application drafts', 60, (now) => this.drafts.forgetOld(now));
    this.jobs.every('forget old applications', 60, (now) => this.keeping.forgetOld(now));
  }
}
