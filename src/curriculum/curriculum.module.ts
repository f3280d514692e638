import { Module } from '@nestjs/common';
import { CurriculumFolder } from './curriculum-folder.js';
import { EditionService } from './edition.service.js';
import { FileController } from './file.controller.js';
import { CurriculumWords } from './curriculum-words.js';
import { FileService } from './file.service.js';
import { PublicationService } from './publication.service.js';

@Module({
  controllers: [FileController],
  providers: [EditionService, PublicationService, FileService, CurriculumFolder, CurriculumWords],
  exports: [FileService, EditionService, PublicationService, CurriculumFolder, CurriculumWords],
})
export class CurriculumModule {}
