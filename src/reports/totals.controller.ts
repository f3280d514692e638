import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import { Locales } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { countHidden, toTables } from './completions.page.js';
import { CompletionsService } from './completions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { QuestionForm } from './report.form.js';
import { fileName, readQuestion } from './report-question.rules.js';
import { totalsCsv } from './totals-csv.rules.js';

/** The tables of the completion report as a file: no names, small numbers hidden as on the page. */
@Controller('office/reports')
export class TotalsController {
  constructor(
    private readonly completions: CompletionsService,
    private readonly downloads: ExportDownloads,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get('completions.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async totals(
    @Query() query: Record<string, unknown>,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const parsed = parseForm(QuestionForm, query);
    if (!parsed.ok) throw new NotFound();
    const question = readQuestion(parsed.value, this.clock.today());
    const tables = toTables(await this.completions.count(question), question);
    const name = fileName('totals', question, this.clock.today());
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    const file = Buffer.from(totalsCsv(this.locales.in('ja'), question, tables));
    if (request.method !== 'HEAD')
      await this.downloads.recordTotals(me, question, { file, hidden: countHidden(tables) });
    return file;
  }
}
