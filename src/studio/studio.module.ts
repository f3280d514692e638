import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module.js';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { HomeNotes } from '../web/home-notes.js';
import { LearningModule } from '../learning/learning.module.js';
import { WaitingWork } from '../web/waiting-work.js';
import { CohortEditionController } from './cohort-edition.controller.js';
import { CohortEditions } from './cohort-edition.service.js';
import { DraftCheck } from './draft-check.service.js';
import { DraftDesk } from './draft-desk.service.js';
import { DraftFileNamesController } from './draft-file-names.controller.js';
import { DraftFileController } from './draft-file.controller.js';
import { DraftFiles } from './draft-files.service.js';
import { DraftController } from './draft.controller.js';
import { DraftService } from './draft.service.js';
import { GuideController } from './guide.controller.js';
import { GuideSearch } from './guide-search.service.js';
import { StudioScope } from './studio-scope.service.js';
import { StudioTracks } from './studio-tracks.service.js';
import { StudioController } from './studio.controller.js';
import { UploadController } from './upload.controller.js';

@Module({
  imports: [CohortsModule, CurriculumModule, LearningModule],
  controllers: [
    StudioController,
    DraftController,
    DraftFileController,
    DraftFileNamesController,
    UploadController,
    GuideController,
    CohortEditionController,
  ],
  providers: [
    StudioScope,
    StudioTracks,
    DraftService,
    DraftFiles,
    DraftCheck,
    DraftDesk,
    GuideSearch,
    CohortEditions,
  ],
  exports: [DraftService, DraftCheck, StudioScope],
})
export class StudioModule implements OnModuleInit {
  constructor(
    private readonly notes: HomeNotes,
    private readonly waiting: WaitingWork,
    private readonly cohortEditions: CohortEditions,
  ) {}

  onModuleInit(): void {
    this.notes.tell(async (me) => (me.role === 'facilitator' ? this.cohortEditions.notesFor(me) : []));
    this.waiting.tell(async (me) => {
      if (me.role !== 'administrator') return [];
      const { length: count } = await this.cohortEditions.notesFor(me);
      return [{ words: 'studio-move.work', count, href: '/studio#waiting' }];
    });
  }
}
