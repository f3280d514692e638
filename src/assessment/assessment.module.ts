import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EditionMoves } from '../learning/edition-moves.service.js';
import { LearningModule } from '../learning/learning.module.js';
import { Jobs } from '../mail/jobs.js';
import { AnswerRetention } from './answer-retention.service.js';
import { QuizController } from './quiz.controller.js';
import { QuizService } from './quiz.service.js';

@Module({
  imports: [CurriculumModule, LearningModule],
  controllers: [QuizController],
  providers: [AnswerRetention, QuizService],
  exports: [QuizService],
})
export class AssessmentModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly retention: AnswerRetention,
    private readonly moves: EditionMoves,
    private readonly quizzes: QuizService,
  ) {}

  onModuleInit(): void {
    this.moves.whenMoving((tx, gone) => this.quizzes.countEarlier(tx, gone));
    this.jobs.every('detach old answers', 60, (now) => this.retention.detachOld(now));
  }
}
