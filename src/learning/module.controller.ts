import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import { findModule } from '../curriculum/edition.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { JourneyService } from './journey.service.js';
import { toModulePage } from './module.page.js';

const FORBIDDEN = 403;

/** One module: what it is about, how far it is, its end, or what opens it. */
@Controller('learn/:track/:module')
export class ModuleController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly words: CurriculumWords,
  ) {}

  @Allow('trainee')
  @Get()
  async module(
    @CurrentPerson() me: Me,
    @Param() address: { track: string; module: string },
    @Query('kept') kept?: string,
  ): Promise<View> {
    const journey = await this.journeys.get(me.personId, address.track);
    const module = findModule(journey.edition, address.module);
    if (!module) throw new NotFound('module');
    const ui = parseDisplay(me.ui);
    const model = toModulePage(journey, module, {
      isKept: kept === '1',
      show: (words, easy) => this.words.html(this.words.chosen(words, easy, ui), journey.edition, ui),
    });
    return page('learning/module', model, model.opensAfter.length > 0 ? { status: FORBIDDEN } : {});
  }
}
