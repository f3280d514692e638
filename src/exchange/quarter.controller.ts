import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toQuarterPage } from './proposal-desk.page.js';
import { quartersTo } from './proposal.rules.js';
import { ProposalDesk } from './proposal-desk.service.js';
import { toTableView } from './wish.page.js';
import { WishService } from './wish.service.js';

const QUARTERS = 8;

/** What the office and the peers who look after this look through together, every three months; for paper. */
@Controller('office/proposals/quarter')
export class QuarterController {
  constructor(
    private readonly desk: ProposalDesk,
    private readonly wishes: WishService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Allow('office')
  @Get()
  async show(@Query('of') of: unknown): Promise<View> {
    const today = this.clock.today();
    const quarters = quartersTo(today, QUARTERS);
    const quarter = quarters.find(({ key }) => key === of) ?? quarters[0]!;
    const [proposals, figure, published] = await Promise.all([
      this.desk.listOf(quarter),
      this.desk.figure(),
      this.wishes.published(),
    ]);
    const { areas } = this.config.council.activities;
    const { texts } = published;
    const table = toTableView(published, areas);
    return page(
      'wishes/quarter',
      toQuarterPage(quarters, { quarter, proposals, figure, today, areas, table, texts }),
    );
  }
}
