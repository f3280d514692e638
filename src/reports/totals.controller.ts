import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import type { Words } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import type { View } from '../web/view.js';
import { countHidden, queryOf, toTables } from './completions.page.js';
import { CompletionsService } from './completions.service.js';
import { FileForm } from './report.form.js';
import { fileName, readQuestion } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import { StatisticsFiles } from './statistics-files.service.js';
import { totalsStatistics } from './totals.rules.js';

/** The tables of the completion report as a file: no names, small numbers hidden as on the page. */
@Controller('office/reports')
export class TotalsController {
  constructor(
    private readonly completions: CompletionsService,
    private readonly files: StatisticsFiles,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get('completions.csv')
  async csv(
    @Query() query: Record<string, unknown>,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | View> {
    const { question, charset } = this.read(query);
    const utf8Href = `/office/reports/completions.csv?${queryOf(question)}`;
    const tables = await this.tables(question, 'csv');
    return this.files.csv({ me, question, request, reply, ...tables }, { charset, utf8Href });
  }

  @Allow('office')
  @Get('completions.xlsx')
  async xlsx(
    @Query() query: Record<string, unknown>,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { question } = this.read(query);
    return this.files.xlsx({ me, question, request, reply, ...(await this.tables(question, 'xlsx')) });
  }

  private async tables(question: ReportQuestion, ending: 'csv' | 'xlsx') {
    const tables = toTables(await this.completions.count(question), question);
    return {
      make: (words: Words) => totalsStatistics(words, question, tables),
      hidden: countHidden(tables),
      name: fileName('totals', { question, today: this.clock.today() }, ending),
    };
  }

  private read(query: Record<string, unknown>) {
    const parsed = parseForm(FileForm, query);
    if (!parsed.ok) throw new NotFound();
    return { question: readQuestion(parsed.value, this.clock.today()), charset: parsed.value.charset };
  }
}
