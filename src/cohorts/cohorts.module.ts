import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { CohortDatesController } from './cohort-dates.controller.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
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
    CohortDatesController,
    FacilitatedDatesController,
    CohortsController,
  ],
  providers: [CohortFacilitators, CohortService, CohortSettingsService, DateDesk, Seats, SessionDates],
  exports: [CohortFacilitators, CohortService, CohortSettingsService, Seats, SessionDates],
})
export class CohortsModule {}
