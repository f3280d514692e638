import { Controller, Get, Param } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import { EditionService } from '../curriculum/edition.service.js';
import { EditionMoves } from '../learning/edition-moves.service.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { CohortAnswers } from './answers.service.js';
import { toCohortPage, toHomePage, toStepsPage } from './cohorts.page.js';
import { toDialoguePage } from './dialogue.page.js';
import { toNotesPage, toNotedModules } from './notes.page.js';
import { toTellingPage } from './telling.page.js';

interface StepAddress {
  readonly cohort: string;
  readonly module: string;
  readonly step: string;
}

type ModuleAddress = Omit<StepAddress, 'step'>;

/** What a facilitator sees of the cohorts in their hands: counts, never what somebody answered. */
@Controller('facilitate')
export class FacilitationController {
  constructor(
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly answers: CohortAnswers,
    private readonly words: CurriculumWords,
    private readonly moves: EditionMoves,
  ) {}

  @Allow('facilitator')
  @Get()
  async home(@CurrentPerson() me: Me): Promise<View> {
    const [cohorts, editions] = await Promise.all([
      this.cohorts.listFacilitatedBy(me.personId),
      this.editions.listCurrent(),
    ]);
    return page('facilitation/home', toHomePage(cohorts, editions));
  }

  @Allow('facilitator')
  @Get(':cohort')
  async cohort(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const [edition, people, waiting] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.answers.countPeople(cohort),
      this.moves.listWaiting([cohort.id]),
    ]);
    const hasNewer = waiting.has(cohort.id);
    return page('facilitation/cohort', toCohortPage(cohort, edition, { people, hasNewer }));
  }

  @Allow('facilitator')
  @Get(':cohort/questions')
  async steps(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    return page('facilitation/steps', toStepsPage(cohort, await this.answers.listEditions(cohort)));
  }

  @Allow('facilitator')
  @Get(':cohort/questions/:module/:step')
  async telling(@CurrentPerson() me: Me, @Param() { cohort: id, module, step }: StepAddress): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const found = await this.answers.tell(cohort, { module, step });
    return page('facilitation/telling', toTellingPage(cohort, found, this.wordsFor(me)));
  }

  @Allow('facilitator')
  @Get(':cohort/dialogues/:module/:step')
  async dialogue(@CurrentPerson() me: Me, @Param() { cohort: id, module, step }: StepAddress): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const found = await this.answers.countScenes(cohort, { module, step });
    return page('facilitation/dialogue', toDialoguePage(cohort, { ...found, module }, this.wordsFor(me)));
  }

  @Allow('facilitator')
  @Get(':cohort/notes')
  async notes(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    return page('facilitation/notes', toNotedModules(cohort, await this.editions.getCurrent(cohort.trackId)));
  }

  @Allow('facilitator')
  @Get(':cohort/notes/:module')
  async note(@CurrentPerson() me: Me, @Param() { cohort: id, module }: ModuleAddress): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const edition = await this.editions.getCurrent(cohort.trackId);
    return page('facilitation/note', toNotesPage(cohort, { edition, module }, this.wordsFor(me)));
  }

  private wordsFor(me: Me): Parameters<typeof toTellingPage>[2] {
    const ui = parseDisplay(me.ui);
    return (words, edition) => this.words.html(words, edition, ui);
  }
}
