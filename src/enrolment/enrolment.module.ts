import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentService } from './enrolment.service.js';
import { ReportedFacts } from './reported-facts.service.js';

@Module({
  imports: [CurriculumModule, CohortsModule],
  providers: [EnrolmentService, ReportedFacts],
  exports: [EnrolmentService],
})
export class EnrolmentModule {}
