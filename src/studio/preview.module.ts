import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { DraftPreviewController } from './draft-preview.controller.js';
import { EditionPreviewController } from './edition-preview.controller.js';
import { PreviewDesk } from './preview-desk.service.js';
import { PreviewSubjects } from './preview-subjects.service.js';
import { PreviewBounds, Previews } from './previews.service.js';
import { PrintLookController } from './print-look.controller.js';
import { StudioModule } from './studio.module.js';

@Module({
  imports: [CurriculumModule, StudioModule],
  controllers: [PrintLookController, DraftPreviewController, EditionPreviewController],
  providers: [PreviewBounds, Previews, PreviewSubjects, PreviewDesk],
})
export class PreviewModule {}
