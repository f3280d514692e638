import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EditionService } from '../curriculum/edition.service.js';
import { CohortMoves } from '../enrolment/cohort-moves.service.js';
import { yearToBegin } from '../enrolment/year.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import type { FiscalYear } from '../shared/fiscal-year.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { calendarFile } from '../shared/calendar-file.rules.js';
import { Gatherings } from './gathering.service.js';
import { JourneyService } from './journey.service.js';
import type { Journey } from './journey.service.js';
import { toPathPage } from './path.page.js';
import type { PathNote } from './path.page.js';

/** How far it goes through a track, and when one meets. */
@Controller('path')
export class PathController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly gatherings: Gatherings,
    private readonly moves: CohortMoves,
    private readonly editions: EditionService,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  /** The path visited last among those that run; who is in no track is led to those on offer. */
  @Allow('trainee')
  @Get()
  async latest(@CurrentPerson() me: Me): Promise<View | SeeOther> {
    const journeys = await this.journeys.listOf(me.personId);
    return journeys[0] ? this.show(me, journeys, { journey: journeys[0], note: null }) : seeOther('/tracks');
  }

  @Allow('trainee')
  @Get(':track')
  async path(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<View | SeeOther> {
    const journeys = await this.journeys.listOf(me.personId);
    const journey = journeys.find(({ edition }) => edition.track.id === track);
    if (journey) return this.show(me, journeys, { journey, note: noteOf(query) });
    return seeOther(`/tracks/${(await this.editions.getCurrent(track)).track.id}`);
  }

  /** The dates of one's cohort for one's own calendar. */
  @Allow('trainee')
  @Get(':track/calendar.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  async calendar(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const dates = await this.gatherings.datesOf({ personId: me.personId, trackId });
    void reply.header('content-disposition', 'attachment; filename="calendar.ics"');
    const words = this.locales.in(parseDisplay(me.ui).lang);
    const [title, text] = [words.text('learning.calendar.title'), words.text('learning.calendar.text')];
    return Buffer.from(calendarFile(dates, { title, text }, this.clock.now()));
  }

  private async show(
    me: Me,
    journeys: readonly Journey[],
    { journey, note }: { journey: Journey; note: PathNote | null },
  ): Promise<View> {
    const whose = { personId: me.personId, trackId: journey.edition.track.id };
    const [gathering, newYear] = await Promise.all([this.gatherings.of(whose), this.newYearOf(journey)]);
    const mayMove = (await this.moves.listFor(whose)).length > 0;
    return page('learning/path', toPathPage(journey, journeys, { note, gathering, mayMove, newYear }));
  }

  /** Whether a track goes by years is said by its newest edition, whichever one somebody learnt with. */
  private async newYearOf({ edition, completedOn }: Journey): Promise<FiscalYear | null> {
    if (completedOn === null) return null;
    const current = await this.editions.getCurrent(edition.track.id);
    return yearToBegin(current.track, CalendarDay.parse(completedOn), this.clock.today());
  }
}

function noteOf({ back, moved }: Readonly<Record<string, unknown>>): PathNote | null {
  if (moved === '1') return 'moved';
  return back === '1' ? 'back' : null;
}
