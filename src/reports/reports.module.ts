import { Module } from '@nestjs/common';
import { CompletionsService } from './completions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { ExportService } from './export.service.js';
import { ExportsController } from './exports.controller.js';
import { HeldExports } from './held-exports.service.js';
import { NameFiles } from './name-files.service.js';
import { ReportsController } from './reports.controller.js';
import { StatisticsFiles } from './statistics-files.service.js';
import { Templates } from './templates/templates.service.js';
import { TemplatesController } from './templates/templates.controller.js';
import { YearlyController } from './yearly.controller.js';
import { YearlyService } from './yearly.service.js';

@Module({
  controllers: [ReportsController, YearlyController, ExportsController, TemplatesController],
  providers: [
    CompletionsService,
    ExportService,
    ExportDownloads,
    NameFiles,
    StatisticsFiles,
    HeldExports,
    Templates,
    YearlyService,
  ],
  exports: [HeldExports],
})
export class ReportsModule {}
