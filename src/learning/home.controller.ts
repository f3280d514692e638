import { Controller, Get } from '@nestjs/common';
import { Config } from '../config/config.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { WaitingWork } from '../web/waiting-work.js';
import { toHomePage } from './home.page.js';
import { HomeNotes } from '../web/home-notes.js';
import { JourneyService } from './journey.service.js';
import { toPausePage } from './pause.page.js';
import { toStaffHomePage } from './staff-home.page.js';

/** Where I was, what is next, and stopping for today. */
@Controller()
export class HomeController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly editions: EditionService,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly notes: HomeNotes,
    private readonly work: WaitingWork,
  ) {}

  @Allow.signedIn()
  @Get('home')
  async home(@CurrentPerson() me: Me): Promise<View> {
    if (me.role !== 'trainee') {
      const home = toStaffHomePage(me.role, this.config.council.contacts, this.clock.today());
      const [notes, waiting] = await Promise.all([this.notes.listFor(me), this.work.listFor(me)]);
      return page('learning/staff-home', { ...home, notes, waiting });
    }
    const [journeys, current, notes] = await Promise.all([
      this.journeys.listOf(me.personId),
      this.editions.listCurrent(),
      this.notes.listFor(me),
    ]);
    return page('learning/home', { ...toHomePage(journeys, current, this.clock.now()), notes });
  }

  @Allow('trainee')
  @Get('pause')
  async pause(@CurrentPerson() me: Me): Promise<View> {
    return page('learning/pause', toPausePage(await this.journeys.listOf(me.personId)));
  }
}
