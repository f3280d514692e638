import { Controller, Get, Param } from '@nestjs/common';
import { findModule } from '../curriculum/edition.js';
import { JourneyService } from '../learning/journey.service.js';
import { lockedBy } from '../learning/path.rules.js';
import { moduleHref } from '../learning/step-ref.rules.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { LedElsewhere, page } from '../web/view.js';
import type { View } from '../web/view.js';
import { WorkbookText } from './workbook-text.js';

/** A whole module on paper, for who reads and writes better there. */
@Controller('workbook/:track/:module')
export class WorkbookController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly texts: WorkbookText,
  ) {}

  @Allow('trainee')
  @Get()
  async book(@CurrentPerson() me: Me, @Param() at: { track: string; module: string }): Promise<View> {
    const { edition, reached } = await this.journeys.get(me.personId, at.track);
    const module = findModule(edition, at.module);
    if (!module) throw new NotFound('module');
    const backHref = moduleHref(edition.track.id, module.id);
    if (lockedBy(edition, module, reached.done).length > 0) throw new LedElsewhere(backHref);
    const shown = module.care?.level === 2 ? module.short : module.title;
    const text = this.texts.html({ edition, module }, parseDisplay(me.ui));
    return page('worksheets/workbook', { moduleTitle: shown, backHref, text });
  }
}
