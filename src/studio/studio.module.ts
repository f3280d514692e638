import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { DraftCheck } from './draft-check.service.js';
import { DraftFiles } from './draft-files.service.js';
import { DraftService } from './draft.service.js';
import { GuideController } from './guide.controller.js';
import { GuideSearch } from './guide-search.service.js';
import { StudioScope } from './studio-scope.service.js';

@Module({
  imports: [CurriculumModule],
  controllers: [GuideController],
  providers: [GuideSearch, StudioScope, DraftService, DraftFiles, DraftCheck],
  exports: [DraftService],
})
export class StudioModule {}
