import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { AdmissionService } from './admission.service.js';
import { CohortEnrolmentController } from './cohort-enrolment.controller.js';
import { CohortOffers } from './cohort-offers.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { ReportedFacts } from './reported-facts.service.js';
import { TrackController } from './track.controller.js';

@Module({
  imports: [CurriculumModule, CohortsModule],
  controllers: [CohortEnrolmentController, TrackController],
  providers: [AdmissionService, CohortOffers, EnrolmentService, ReportedFacts],
  exports: [AdmissionService, EnrolmentService],
})
export class EnrolmentModule {}
