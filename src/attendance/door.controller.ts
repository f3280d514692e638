import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CohortService } from '../cohorts/cohort.service.js';
import { Config } from '../config/config.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { isUnderWay } from './attendance.rules.js';
import { secondsLeft } from './door-code.rules.js';
import { toDoorPage } from './door.page.js';
import { DoorService } from './door.service.js';
import { SheetService } from './sheet.service.js';

/** What stands at the door, on a screen that everybody who is there can see. */
@Controller('facilitate/:cohort/attendance/:session/code')
export class DoorController {
  constructor(
    private readonly door: DoorService,
    private readonly sheets: SheetService,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Allow('facilitator')
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Param() place: { cohort: string; session: string },
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('turning') turning?: string,
  ): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const [edition, session] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.sheets.getSession(cohort, place.session),
    ]);
    const now = this.clock.now();
    const code = isUnderWay(session, now) ? this.door.codeNow(session.id) : null;
    const isTurning = turning === '1' && code !== null;
    // Only where it was asked for: a page that loads itself again disturbs who is read to.
    if (isTurning) void reply.header('refresh', String(secondsLeft(now)));
    const { origin } = this.config;
    return page('attendance/code', toDoorPage(cohort, { edition, session, code, isTurning, origin }));
  }
}
