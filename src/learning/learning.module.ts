import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { LearningService } from './learning.service.js';
import { SeatService } from './seat.service.js';

@Module({
  imports: [CurriculumModule, EnrolmentModule],
  providers: [LearningService, SeatService],
  exports: [LearningService, SeatService],
})
export class LearningModule {}
