import { Module } from '@nestjs/common';
import { CurriculumFolder } from './curriculum-folder.js';
import { EditionSources } from './edition-sources.service.js';
import { EditionService } from './edition.service.js';
import { FileController } from './file.controller.js';
import { CurriculumWords } from './curriculum-words.js';
import { FileService } from './file.service.js';
import { PublicationService } from './publication.service.js';
import { SourceContents } from './source-contents.service.js';

@Module({
  controllers: [FileController],
  providers: [
    EditionService,
    PublicationService,
    FileService,
    CurriculumFolder,
    CurriculumWords,
    EditionSources,
    SourceContents,
  ],
  exports: [
    FileService,
    EditionService,
    PublicationService,
    CurriculumFolder,
    CurriculumWords,
    EditionSources,
    SourceContents,
  ],
})
export class CurriculumModule {}
