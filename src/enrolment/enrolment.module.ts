import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { AdmissionService } from './admission.service.js';
import { CohortEnrolmentController } from './cohort-enrolment.controller.js';
import { CohortMoves } from './cohort-moves.service.js';
import { CohortOffers } from './cohort-offers.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { ReportedFacts } from './reported-facts.service.js';
import { TrackController } from './track.controller.js';
import { TracksController } from './tracks.controller.js';

@Module({
  imports: [CurriculumModule, CohortsModule],
  controllers: [CohortEnrolmentController, TracksController, TrackController],
  providers: [AdmissionService, CohortMoves, CohortOffers, EnrolmentService, ReportedFacts],
  exports: [AdmissionService, CohortMoves, EnrolmentService],
})
export class EnrolmentModule {}
