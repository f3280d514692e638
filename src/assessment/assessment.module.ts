import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { QuizController } from './quiz.controller.js';
import { QuizService } from './quiz.service.js';

@Module({
  imports: [CurriculumModule, LearningModule],
  controllers: [QuizController],
  providers: [QuizService],
  exports: [QuizService],
})
export class AssessmentModule {}
