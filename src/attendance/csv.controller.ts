import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CohortService } from '../cohorts/cohort.service.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { csvOf } from './attendance-csv.rules.js';
import { AttendanceWords } from './attendance-words.js';
import { SheetPapers } from './sheet-papers.service.js';
import { SheetService } from './sheet.service.js';

interface Place {
  readonly cohort: string;
  readonly session: string;
}

/** The sheet of a date as a file for spreadsheets, and back again. */
@Controller('facilitate/:cohort/attendance/:session')
export class AttendanceCsvController {
  constructor(
    private readonly sheets: SheetService,
    private readonly papers: SheetPapers,
    private readonly cohorts: CohortService,
    private readonly words: AttendanceWords,
  ) {}

  /** Names leave the house in it. */
  @Allow('facilitator')
  @Reauthenticated()
  @Get('attendance.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async file(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const { session, people } = await this.sheets.get(cohort, place.session);
    await this.papers.taken(me, session.id);
    const day = CalendarDay.at(session.startsAt).toString();
    void reply.header('content-disposition', `attachment; filename="attendance-${day}.csv"`);
    return csvOf(people, this.words.in(parseDisplay(me.ui).lang));
  }
}
