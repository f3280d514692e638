import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { CohortService } from './cohort.service.js';

@Module({ imports: [CurriculumModule], providers: [CohortService], exports: [CohortService] })
export class CohortsModule {}
