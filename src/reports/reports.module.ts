import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Jobs } from '../mail/jobs.js';
import { CompletionsService } from './completions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { ExportService } from './export.service.js';
import { ExportsController } from './exports.controller.js';
import { HeldExports } from './held-exports.service.js';
import { NameFiles } from './name-files.service.js';
import { ReportsController } from './reports.controller.js';
import { StatisticsFiles } from './statistics-files.service.js';
import { Restatements } from './schedules/restatements.service.js';
import { RunBook } from './schedules/run-book.service.js';
import { Runs } from './schedules/runs.service.js';
import { RunsController } from './schedules/runs.controller.js';
import { ScheduleChoices } from './schedules/schedule-choices.service.js';
import { Schedules } from './schedules/schedules.service.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { Templates } from './templates/templates.service.js';
import { TemplatesController } from './templates/templates.controller.js';
import { YearlyController } from './yearly.controller.js';
import { YearlyService } from './yearly.service.js';

@Module({
  controllers: [
    ReportsController,
    YearlyController,
    ExportsController,
    TemplatesController,
    SchedulesController,
    RunsController,
  ],
  providers: [
    CompletionsService,
    ExportService,
    ExportDownloads,
    NameFiles,
    StatisticsFiles,
    HeldExports,
    Templates,
    YearlyService,
    Schedules,
    ScheduleChoices,
    Runs,
    RunBook,
    Restatements,
  ],
  exports: [HeldExports],
})
export class ReportsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly runs: Runs,
  ) {}

  onModuleInit(): void {
    this.jobs.every('make the lists that are due', 5, () => this.runs.makeDue());
  }
}
