import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { HomeNotes } from '../web/home-notes.js';
import { LearningModule } from '../learning/learning.module.js';
import { LearningService } from '../learning/learning.service.js';
import { AttendanceKeeping } from './attendance-keeping.service.js';
import { AttendanceService } from './attendance.service.js';
import { AttendanceCsvController } from './csv.controller.js';
import { AttendanceWords } from './attendance-words.js';
import { PasteController } from './paste.controller.js';
import { DoorController } from './door.controller.js';
import { DoorService } from './door.service.js';
import { MakeUpService } from './make-up.service.js';
import { MeetingNews } from './meeting-news.service.js';
import { RecordController } from './record.controller.js';
import { RecordService } from './record.service.js';
import { SessionController } from './session.controller.js';
import { SessionFactsService } from './session-facts.service.js';
import { SessionService } from './session.service.js';
import { SessionSignInController } from './sign-in.controller.js';
import { SheetController } from './sheet.controller.js';
import { SheetPapers } from './sheet-papers.service.js';
import { SheetService } from './sheet.service.js';

@Module({
  imports: [CohortsModule, CurriculumModule, LearningModule],
  controllers: [
    SessionController,
    SessionSignInController,
    RecordController,
    DoorController,
    AttendanceCsvController,
    PasteController,
    SheetController,
  ],
  providers: [
    AttendanceKeeping,
    AttendanceService,
    AttendanceWords,
    DoorService,
    MakeUpService,
    MeetingNews,
    RecordService,
    SessionFactsService,
    SessionService,
    SheetPapers,
    SheetService,
  ],
  exports: [AttendanceKeeping, AttendanceService],
})
export class AttendanceModule implements OnModuleInit {
  constructor(
    private readonly learning: LearningService,
    private readonly makeUps: MakeUpService,
    private readonly notes: HomeNotes,
    private readonly news: MeetingNews,
  ) {}

  onModuleInit(): void {
    this.learning.whenDone((tx, done) => this.makeUps.follow(tx, done));
    this.notes.tell(async ({ personId, role }) => (role === 'trainee' ? this.news.listFor(personId) : []));
  }
}
