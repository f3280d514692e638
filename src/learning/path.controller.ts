import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { calendarFile } from './calendar-file.rules.js';
import { Gatherings } from './gathering.service.js';
import { JourneyService } from './journey.service.js';
import type { Journey } from './journey.service.js';
import { toPathPage } from './path.page.js';

/** How far it goes through a track, and when one meets. */
@Controller('path')
export class PathController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly gatherings: Gatherings,
    private readonly editions: EditionService,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  /** The path visited last; who is in no track is led to those on offer. */
  @Allow('trainee')
  @Get()
  async latest(@CurrentPerson() me: Me): Promise<View | SeeOther> {
    const journeys = await this.journeys.listOf(me.personId);
    return journeys[0]
      ? this.show(me, journeys, { journey: journeys[0], isBack: false })
      : seeOther('/tracks');
  }

  @Allow('trainee')
  @Get(':track')
  async path(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query('back') back?: string,
  ): Promise<View | SeeOther> {
    const journeys = await this.journeys.listOf(me.personId);
    const journey = journeys.find(({ edition }) => edition.track.id === track);
    if (journey) return this.show(me, journeys, { journey, isBack: back === '1' });
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
    { journey, isBack }: { journey: Journey; isBack: boolean },
  ): Promise<View> {
    const whose = { personId: me.personId, trackId: journey.edition.track.id };
    const gathering = await this.gatherings.of(whose);
    return page('learning/path', toPathPage(journey, journeys, { isBack, gathering }));
  }
}
