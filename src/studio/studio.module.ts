import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
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
  imports: [CurriculumModule],
  controllers: [
    StudioController,
    DraftController,
    DraftFileController,
    DraftFileNamesController,
    UploadController,
    GuideController,
  ],
  providers: [StudioScope, StudioTracks, DraftService, DraftFiles, DraftCheck, DraftDesk, GuideSearch],
  exports: [DraftService],
})
export class StudioModule {}
