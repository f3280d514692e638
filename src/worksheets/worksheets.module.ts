import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { WorkbookController } from './workbook.controller.js';
import { WorkbookText } from './workbook-text.js';
import { WorksheetController } from './worksheet.controller.js';
import { WorksheetService } from './worksheet.service.js';

@Module({
  imports: [CurriculumModule, LearningModule],
  controllers: [WorksheetController, WorkbookController],
  providers: [WorksheetService, WorkbookText],
})
export class WorksheetsModule {}
