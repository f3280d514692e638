import { Controller, Get } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Allow } from './allow.js';
import { CurrentPerson } from './me.js';
import type { Me } from './me.js';
import { PersonalLinks } from './personal-links.js';
import { toSupportPage } from './support.page.js';
import { page } from './view.js';
import type { View } from './view.js';

/** Where to turn: one press away from every page. */
@Controller('support')
export class SupportController {
  constructor(
    private readonly config: Config,
    private readonly links: PersonalLinks,
  ) {}

  @Allow.everyone()
  @Get()
  async support(@CurrentPerson() me: Me | null): Promise<View> {
    const links = await this.links.listFor(me);
    return page('web/support', { ...toSupportPage(this.config.council), links });
  }
}
