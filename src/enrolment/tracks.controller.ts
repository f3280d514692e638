import { Controller, Get } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toTracksPage } from './tracks.page.js';
import type { TracksPage } from './tracks.page.js';

/** What anybody may see without an account: the house and what can be learnt in it. */
@Controller()
export class TracksController {
  constructor(
    private readonly editions: EditionService,
    private readonly cohorts: CohortService,
  ) {}

  @Allow.everyone()
  @Get()
  async home(): Promise<View> {
    return page('curriculum/home', await this.model());
  }

  @Allow.everyone()
  @Get('tracks')
  async tracks(): Promise<View> {
    return page('curriculum/tracks', await this.model());
  }

  private async model(): Promise<TracksPage> {
    const [editions, calls] = await Promise.all([this.editions.listCurrent(), this.cohorts.listCalls()]);
    return toTracksPage(editions, calls);
  }
}
