import { Controller, Get, Param, Query } from '@nestjs/common';
import { Config } from '../config/config.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { pageOf } from '../web/page-of.js';
import { RouteTable } from '../web/route-table.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ActivityHistory } from './activity-history.service.js';
import { toOfficeHistoryPage } from './office-history.page.js';
import { toOfficeListPage } from './office-list.page.js';
import { HAPPENINGS, LINES, readShown } from './office-list.rules.js';
import { OfficeList } from './office-list.service.js';
import { OfficeRecords } from './office-records.service.js';

const LONGEST_WORDS = 60;

/** What waits at the office, and what has been. */
@Controller('office/activities')
export class OfficeListController {
  constructor(
    private readonly list: OfficeList,
    private readonly records: OfficeRecords,
    private readonly history: ActivityHistory,
    private readonly routes: RouteTable,
    private readonly config: Config,
  ) {}

  @Allow('office')
  @Get()
  async show(@Query() query: Readonly<Record<string, unknown>>): Promise<View> {
    const from = (pageOf(query.page) - 1) * LINES;
    const question = { shown: readShown(query.show), words: wordsOf(query.q), from };
    const paths = new Set(this.routes.list().map(({ path }) => path));
    return page(
      'organisers-office/list',
      toOfficeListPage(await this.list.overview(question), { question, paths }),
    );
  }

  @Allow('office')
  @Get(':activity/history')
  async tell(@Param('activity') typed: string, @Query('page') number: unknown): Promise<View> {
    const activity = await this.records.getActivity(getId(typed));
    const from = (pageOf(number) - 1) * HAPPENINGS;
    const told = await this.history.list(activity.id, from);
    const { areas } = this.config.council.activities;
    return page('organisers-office/history', toOfficeHistoryPage(activity, { ...told, from, areas }));
  }
}

/** What cannot have been typed by somebody who looks for something is nothing. */
function wordsOf(typed: unknown): string {
  if (typeof typed !== 'string' || typed.includes('\u0000') || !typed.isWellFormed()) return '';
  return [...typed.trim()].slice(0, LONGEST_WORDS).join('');
}
