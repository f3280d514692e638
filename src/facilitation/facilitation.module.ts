import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { DialoguesModule } from '../dialogues/dialogues.module.js';
import { CohortAnswers } from './answers.service.js';
import { FacilitationController } from './facilitation.controller.js';

@Module({
  imports: [CohortsModule, CurriculumModule, DialoguesModule],
  controllers: [FacilitationController],
  providers: [CohortAnswers],
})
export class FacilitationModule {}
