import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { Jobs } from '../mail/jobs.js';
import { BreakController } from './break.controller.js';
import { CheckInController } from './check-in.controller.js';
import { CheckInService } from './check-in.service.js';
import { DateNews } from './date-news.service.js';
import { EditionNewsController } from './edition-news.controller.js';
import { EditionMoves } from './edition-moves.service.js';
import { Gatherings } from './gathering.service.js';
import { HomeController } from './home.controller.js';
import { HomeNotes } from '../web/home-notes.js';
import { JourneyService } from './journey.service.js';
import { LearningService } from './learning.service.js';
import { LessonController } from './lesson.controller.js';
import { LessonService } from './lesson.service.js';
import { LessonText } from './lesson-text.js';
import { MemoService } from './memo.service.js';
import { ModuleController } from './module.controller.js';
import { MovingController } from './moving.controller.js';
import { PathController } from './path.controller.js';
import { SeatService } from './seat.service.js';
import { TryController } from './try.controller.js';
import { VisitRecorder } from './visit-recorder.js';

@Module({
  imports: [CohortsModule, CurriculumModule, EnrolmentModule],
  controllers: [
    HomeController,
    PathController,
    BreakController,
    EditionNewsController,
    MovingController,
    ModuleController,
    LessonController,
    CheckInController,
    TryController,
  ],
  providers: [
    LearningService,
    SeatService,
    JourneyService,
    DateNews,
    EditionMoves,
    Gatherings,
    LessonService,
    LessonText,
    MemoService,
    VisitRecorder,
    CheckInService,
  ],
  exports: [LearningService, SeatService, JourneyService, VisitRecorder, CheckInService, EditionMoves],
})
export class LearningModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly checkIns: CheckInService,
    private readonly notes: HomeNotes,
    private readonly moves: EditionMoves,
  ) {}

  onModuleInit(): void {
    this.jobs.every('forget old check-ins', 60, (now) => this.checkIns.forgetOld(now));
    this.notes.tell(async ({ personId, role }) => (role === 'trainee' ? this.moves.newsFor(personId) : []));
  }
}
