import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { Words } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page } from '../web/view.js';
import type { View } from '../web/view.js';
import { fileName } from './report-question.rules.js';
import { StatisticsFiles } from './statistics-files.service.js';
import {
  RefusedYearly,
  asReportQuestion,
  readYearly,
  typedYearly,
  usualYearly,
} from './yearly-question.rules.js';
import type { YearlyQuestion } from './yearly-question.rules.js';
import { yearlyStatistics } from './yearly-statistics.rules.js';
import { YearlyFileForm, YearlyForm } from './yearly.form.js';
import { countHidden, toYearlyAnswer, toYearlyPage } from './yearly.page.js';
import { YearlyService } from './yearly.service.js';

/** The statistics of a year: no names, small numbers hidden, and nothing to choose that could be subtracted. */
@Controller('office/reports')
export class YearlyController {
  constructor(
    private readonly yearly: YearlyService,
    private readonly files: StatisticsFiles,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get()
  async show(@Query() query: Record<string, unknown>): Promise<View> {
    const usual = usualYearly(this.clock.today());
    const isAsked = Object.keys(query).length > 0;
    const parsed = parseForm(YearlyForm, isAsked ? query : { ...typedYearly(usual) });
    if (!parsed.ok) return invalid('reports/yearly', toYearlyPage(parsed.form, usual, null));
    try {
      const question = readYearly(parsed.value, this.clock.today());
      const form = emptyForm(YearlyForm, { ...typedYearly(question) });
      const counts = await this.yearly.count(question.month);
      return page('reports/yearly', toYearlyPage(form, usual, { question, counts }));
    } catch (error) {
      const field = error instanceof RefusedYearly ? error.field : 'year';
      return invalid(
        'reports/yearly',
        toYearlyPage(refuse(YearlyForm, query, { error, field }), usual, null),
      );
    }
  }

  @Allow('office')
  @Get('yearly.csv')
  async csv(
    @Query() query: Record<string, unknown>,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | View> {
    const { question, charset } = this.read(query);
    const utf8Href = `/office/reports/yearly.csv?${new URLSearchParams({ ...typedYearly(question) }).toString()}`;
    const asked = { me, request, reply, ...(await this.tables(question, 'csv')) };
    return this.files.csv(asked, { charset, utf8Href });
  }

  @Allow('office')
  @Get('yearly.xlsx')
  async xlsx(
    @Query() query: Record<string, unknown>,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { question } = this.read(query);
    return this.files.xlsx({ me, request, reply, ...(await this.tables(question, 'xlsx')) });
  }

  private async tables(question: YearlyQuestion, ending: 'csv' | 'xlsx') {
    const answer = toYearlyAnswer(question, await this.yearly.count(question.month));
    const asked = asReportQuestion(question);
    return {
      question: asked,
      make: (words: Words) => yearlyStatistics(words, answer),
      hidden: countHidden(answer),
      name: fileName('yearly', { question: asked, today: this.clock.today() }, ending),
    };
  }

  /** @throws NotFound for a question that cannot be answered: no page links to it */
  private read(query: Record<string, unknown>): { question: YearlyQuestion; charset: string } {
    const parsed = parseForm(YearlyFileForm, query);
    if (!parsed.ok) throw new NotFound();
    return { question: readYearly(parsed.value, this.clock.today()), charset: parsed.value.charset };
  }
}
