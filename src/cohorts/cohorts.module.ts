import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
import { CohortService } from './cohort.service.js';
import { CohortsController } from './cohorts.controller.js';

@Module({
  imports: [CurriculumModule],
  controllers: [CohortsController],
  providers: [CohortFacilitators, CohortService],
  exports: [CohortFacilitators, CohortService],
})
export class CohortsModule {}
