import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ViewingService } from '../certificates/viewing.service.js';
import { Clock } from '../shared/clock.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { YearForm } from './year.form.js';
import { LINES, toYearPage, toYearPurposePage } from './year.page.js';
import { Waivers } from './waivers.service.js';

/** The waivers that were proposed in a year, with names: opened for a purpose that is recorded, for an hour. */
@Controller('office/waiver-lists')
export class YearController {
  constructor(
    private readonly waivers: Waivers,
    private readonly viewings: ViewingService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  askPurpose(): View {
    const today = this.clock.today();
    const form = emptyForm(YearForm, { year: String(FiscalYear.of(today).year) });
    return page('waivers/year-purpose', toYearPurposePage(form, today));
  }

  @Allow('office')
  @Reauthenticated()
  @Post()
  async open(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(YearForm, body);
    if (!parsed.ok)
      return invalid('waivers/year-purpose', toYearPurposePage(parsed.form, this.clock.today()));
    const { year, purpose } = parsed.value;
    const question = { fiscalYear: Number(year) };
    const wanted = { kind: 'waivers' as const, purpose, question, detail: question };
    return this.submissions.accept(submission, async (tx) => {
      return `/office/waiver-lists/${await this.viewings.record(tx, me, wanted)}`;
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Get(':viewing')
  async show(
    @CurrentPerson() me: Me,
    @Param('viewing') id: string,
    @Query('page') typed: unknown,
  ): Promise<View> {
    const viewing = { id: getId(id), kind: 'waivers' as const };
    const { fiscalYear } = await this.viewings.getQuestion<{ fiscalYear: number }>(me.personId, viewing);
    const year = new FiscalYear(fiscalYear);
    const number = pageOf(typed);
    const asked = { from: year.firstDay().startsAt(), before: year.lastDay().plusDays(1).startsAt() };
    const part = { from: (number - 1) * LINES, size: LINES };
    const found = await this.waivers.list(me.personId, asked, part);
    return page('waivers/year', toYearPage(found, { fiscalYear, viewing: viewing.id, page: number }));
  }
}
