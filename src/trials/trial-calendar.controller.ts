import '@fastify/cookie';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { calendarFile } from '../shared/calendar-file.rules.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { Locales } from '../web/locales.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { seeOther } from '../web/view.js';
import type { SeeOther } from '../web/view.js';
import { TrialDoor } from './trial-door.service.js';
import { TrialVisits } from './trial-visits.service.js';

/** The visit for a calendar of one's own. Others may look at it: it says neither what nor where. */
@Controller('activities/trials/mine')
export class TrialCalendarController {
  constructor(
    private readonly visits: TrialVisits,
    private readonly door: TrialDoor,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  @Allow.everyone()
  @Get('calendar.ics')
  async calendar(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | SeeOther> {
    const visit = await this.visits.findByCode(this.door.codeOf(request));
    if (visit === null) return seeOther('/activities/trials/mine');
    const { lang } = parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]);
    const words = this.locales.in(lang);
    const told = { title: words.text('trials.calendar.title'), text: words.text('trials.calendar.text') };
    const { startsAt, endsAt, version, stage } = visit.slot;
    const isCancelled = visit.state === 'cancelled' || stage === 'cancelled';
    const date = { id: visit.id, startsAt, endsAt, version, isCancelled, changedAt: null };
    void reply.header('content-type', 'text/calendar; charset=utf-8');
    void reply.header('content-disposition', 'attachment; filename="calendar.ics"');
    return Buffer.from(calendarFile([date], told, this.clock.now()));
  }
}
