import { Module } from '@nestjs/common';
import { CompletionsService } from './completions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { ExportService } from './export.service.js';
import { ReportsController } from './reports.controller.js';
import { TotalsController } from './totals.controller.js';

@Module({
  controllers: [ReportsController, TotalsController],
  providers: [CompletionsService, ExportService, ExportDownloads],
})
export class ReportsModule {}
