import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AuditKeeping } from '../audit/audit-keeping.service.js';
import { Jobs } from '../mail/jobs.js';
import { AuditExport } from './audit-export.service.js';
import { AuditLogController } from './audit-log.controller.js';
import { ExportHistoryController } from './export-history.controller.js';
import { ExportHistory } from './export-history.service.js';
import { AuditLogService } from './audit-log.service.js';

/** Looking over what was done here, and what left the house. */
@Module({
  controllers: [AuditLogController, ExportHistoryController],
  providers: [AuditLogService, AuditExport, ExportHistory],
})
export class OversightModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly keeping: AuditKeeping,
  ) {}

  onModuleInit(): void {
    this.jobs.every('see whether the record of acts is as it was written', 60, (now) =>
      this.keeping.checkDaily(now),
    );
  }
}
