import '@fastify/cookie';
import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { findModule } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { LessonText } from './lesson-text.js';
import type { StepAddress } from './seat.service.js';
import { isReadableByAnyone, toTryPage } from './try.page.js';

/** Reading without an account: the trial lesson of a track, and all lessons of an open one. Nothing is recorded. */
@Controller('try')
export class TryController {
  constructor(
    private readonly editions: EditionService,
    private readonly texts: LessonText,
  ) {}

  @Allow.everyone()
  @Get(':track/:module/:step')
  async read(@Param() address: StepAddress, @Req() request: FastifyRequest): Promise<View> {
    const edition = await this.editions.getCurrent(address.track);
    const module = findModule(edition, address.module);
    const step = module?.steps.find(({ id }) => id === address.step);
    if (!module || step?.kind !== 'lesson' || !isReadableByAnyone(edition, module, step))
      throw new NotFound('lesson');
    const at = { edition, module, step };
    const ui = parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]);
    return page('learning/try', toTryPage(at, this.texts.html(at, ui, false)));
  }
}
