import { Controller, Get } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { EditionService } from './edition.service.js';
import { toOfferPage } from './offer.page.js';

/** What anybody may see without an account: the house and what can be learnt in it. */
@Controller()
export class OfferController {
  constructor(private readonly editions: EditionService) {}

  @Allow.everyone()
  @Get()
  async home(): Promise<View> {
    return page('curriculum/home', toOfferPage(await this.editions.listCurrent()));
  }

  @Allow.everyone()
  @Get('tracks')
  async tracks(): Promise<View> {
    return page('curriculum/tracks', toOfferPage(await this.editions.listCurrent()));
  }
}
