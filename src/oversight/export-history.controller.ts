import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toExportHistoryPage } from './export-history.page.js';
import { EXPORTS_A_PAGE, ExportHistory } from './export-history.service.js';

/** What was taken out of the house: for the office with purpose, for administrators that it was. */
@Controller()
export class ExportHistoryController {
  constructor(private readonly history: ExportHistory) {}

  @Allow('office')
  @Get('office/exports')
  showOffice(@Query('before') before: unknown): Promise<View> {
    return this.show(before, true);
  }

  @Allow('administrator')
  @Get('admin/exports')
  showAdministrator(@Query('before') before: unknown): Promise<View> {
    return this.show(before, false);
  }

  private async show(typed: unknown, isOffice: boolean): Promise<View> {
    if (typed !== undefined && (typeof typed !== 'string' || !isId(typed)))
      throw new NotFound('page of exports');
    const before = typed ?? null;
    const rows = await this.history.listPage(before);
    return page(
      'oversight/exports',
      toExportHistoryPage({ isOffice, before, perPage: EXPORTS_A_PAGE }, rows),
    );
  }
}
