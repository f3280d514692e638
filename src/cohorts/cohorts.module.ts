import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { CohortCopyController } from './cohort-copy.controller.js';
import { CohortCopies } from './cohort-copy.service.js';
import { CohortDatesController } from './cohort-dates.controller.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
import { CohortReadiness } from './cohort-readiness.service.js';
import { CohortService } from './cohort.service.js';
import { CohortSettingsController } from './cohort-settings.controller.js';
import { CohortSettingsService } from './cohort-settings.service.js';
import { CohortsController } from './cohorts.controller.js';
import { DateDesk } from './date-desk.js';
import { FacilitatedDatesController } from './facilitated-dates.controller.js';
import { Seats } from './seats.service.js';
import { SessionDates } from './session-dates.service.js';

@Module({
  imports: [CurriculumModule],
  controllers: [
    CohortSettingsController,
    CohortCopyController,
    CohortDatesController,
    FacilitatedDatesController,
    CohortsController,
  ],
  providers: [
    CohortCopies,
    CohortFacilitators,
    CohortReadiness,
    CohortService,
    CohortSettingsService,
    DateDesk,
    Seats,
    SessionDates,
  ],
  exports: [CohortFacilitators, CohortService, CohortSettingsService, Seats, SessionDates],
})
export class CohortsModule {}
