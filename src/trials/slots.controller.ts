import { Controller, Get, Query } from '@nestjs/common';
import { isId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toSlotsPage } from './trial.page.js';
import { TrialVisits } from './trial-visits.service.js';

/** When one can look at an activity first, and what such a visit is. */
@Controller('activities/trials')
export class TrialSlotsController {
  constructor(private readonly visits: TrialVisits) {}

  @Allow.everyone()
  @Get()
  async list(@Query('activity') asked?: unknown): Promise<View> {
    const activity = typeof asked === 'string' && isId(asked) ? asked : '';
    return page('trials/slots', toSlotsPage(await this.visits.listOpen(activity), activity !== ''));
  }

  @Allow.everyone()
  @Get('guide')
  guide(): View {
    return page('trials/guide', {});
  }
}
