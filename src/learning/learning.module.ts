import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { EnrolmentModule } from '../enrolment/enrolment.module.js';
import { BreakController } from './break.controller.js';
import { HomeController } from './home.controller.js';
import { HomeNotes } from './home-notes.js';
import { JourneyService } from './journey.service.js';
import { LearningService } from './learning.service.js';
import { LessonController } from './lesson.controller.js';
import { LessonService } from './lesson.service.js';
import { LessonText } from './lesson-text.js';
import { MemoService } from './memo.service.js';
import { ModuleController } from './module.controller.js';
import { SeatService } from './seat.service.js';
import { TryController } from './try.controller.js';
import { VisitRecorder } from './visit-recorder.js';

@Module({
  imports: [CurriculumModule, EnrolmentModule],
  controllers: [HomeController, BreakController, ModuleController, LessonController, TryController],
  providers: [
    LearningService,
    SeatService,
    JourneyService,
    LessonService,
    LessonText,
    MemoService,
    VisitRecorder,
    HomeNotes,
  ],
  exports: [LearningService, SeatService, JourneyService, VisitRecorder, HomeNotes],
})
export class LearningModule {}
