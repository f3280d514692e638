import { Controller, Get } from '@nestjs/common';
import { Allow, Reauthenticated } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toToldPage } from './told.page.js';
import { TrialAfter } from './trial-after.service.js';
import { TrialVisits } from './trial-visits.service.js';

/** What visitors wrote about how it was, for the office alone. */
@Controller('office/visits/told')
export class TrialToldController {
  constructor(
    private readonly after: TrialAfter,
    private readonly visits: TrialVisits,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async show(): Promise<View> {
    return page('trials/told', toToldPage(await this.after.listTold(), this.visits.keepDays));
  }
}
