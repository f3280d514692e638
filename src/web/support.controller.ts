import { Controller, Get } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Allow } from './allow.js';
import { toSupportPage } from './support.page.js';
import { page } from './view.js';
import type { View } from './view.js';

/** Where to turn: one press away from every page. */
@Controller('support')
export class SupportController {
  constructor(private readonly config: Config) {}

  @Allow.everyone()
  @Get()
  support(): View {
    return page('web/support', toSupportPage(this.config.council));
  }
}
