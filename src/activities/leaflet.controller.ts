import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { Locales } from '../web/locales.js';
import { pageDataOf } from '../web/page-data.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ActivityDirectory } from './activity-directory.service.js';
import { toLeafletPage } from './leaflet.page.js';
import { nextDates } from './times.rules.js';

const NEXT_ON_PAPER = 2;

/** An activity on one sheet of paper. Nothing is written anywhere: neither that it was printed nor for whom. */
@Controller('activities/:activity/leaflet')
export class LeafletController {
  constructor(
    private readonly directory: ActivityDirectory,
    private readonly clock: Clock,
    private readonly locales: Locales,
    private readonly config: Config,
  ) {}

  @Allow.everyone()
  @Get()
  async leaflet(@Param('activity') id: string, @Req() request: FastifyRequest): Promise<View> {
    const entry = await this.directory.get(id);
    const { ui, lang } = pageDataOf(request, this.config, false);
    const next = nextDates(entry.content.times, this.clock.now(), NEXT_ON_PAPER);
    const terms = { ui, words: this.locales.in(lang), origin: this.config.origin, next };
    return page('activities-files/leaflet', toLeafletPage(entry, terms));
  }
}
