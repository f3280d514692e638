import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { toFiguresCsv, toFiguresPage } from './figures.page.js';
import { VisitFiguresService } from './figures.service.js';

/** Entries and visits in numbers, for the office. */
@Controller('office')
export class FiguresController {
  constructor(
    private readonly figures: VisitFiguresService,
    private readonly locales: Locales,
  ) {}

  @Allow('office')
  @Get('activity-figures')
  async show(@Query('year') year?: unknown): Promise<View> {
    return page('trials-host/figures', toFiguresPage(await this.figures.of(yearOf(year))));
  }

  @Allow('office')
  @Get('activity-figures.csv')
  async save(
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('year') year?: unknown,
  ): Promise<Buffer> {
    const known = await this.figures.of(yearOf(year));
    const name = `activity-figures-${known.year}-as-of-${known.days?.to.toString() ?? 'none'}.csv`;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    if (request.method === 'HEAD') return Buffer.alloc(0);
    await this.figures.recordSaving(me, known.year);
    return Buffer.from(toFiguresCsv(this.locales.in('ja'), known));
  }
}

/** Null where none is asked for; what is no year is one that nobody can ask for. */
function yearOf(text: unknown): string | null {
  if (text === undefined) return null;
  return typeof text === 'string' ? text : '';
}
