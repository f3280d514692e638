import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { DialoguesModule } from '../dialogues/dialogues.module.js';
import { CohortAnswers } from './answers.service.js';
import { LearningModule } from '../learning/learning.module.js';
import { FacilitationController } from './facilitation.controller.js';
import { SignOffController } from './sign-off.controller.js';
import { SignOffService } from './sign-off.service.js';

@Module({
  imports: [CohortsModule, CurriculumModule, DialoguesModule, LearningModule],
  controllers: [FacilitationController, SignOffController],
  providers: [CohortAnswers, SignOffService],
})
export class FacilitationModule {}
