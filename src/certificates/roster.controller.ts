import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { pageOf } from '../web/page-of.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { RosterForm } from './roster.form.js';
import { LINES_ON_PAPER, LINES_ON_SCREEN, toRosterPage, toRosterPurposePage } from './roster.page.js';
import type { RosterPurposePage } from './roster.page.js';
import { RosterService } from './roster.service.js';
import type { RosterQuestion } from './roster.service.js';
import { ViewingService } from './viewing.service.js';

/** The roster of who completed: opened for a purpose that is recorded, for an hour. */
@Controller('office/roster')
export class RosterController {
  constructor(
    private readonly roster: RosterService,
    private readonly viewings: ViewingService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async askPurpose(): Promise<View> {
    const year = String(FiscalYear.of(this.clock.today()).year);
    return page(
      'certificates/roster-purpose',
      await this.model(emptyForm(RosterForm, { year, order: 'number' })),
    );
  }

  @Allow('office')
  @Reauthenticated()
  @Post()
  async open(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(RosterForm, body);
    if (!parsed.ok) return invalid('certificates/roster-purpose', await this.model(parsed.form));
    const { year, track, order, purpose } = parsed.value;
    const question: RosterQuestion = { fiscalYear: Number(year), trackCode: track, order };
    const wanted = { kind: 'roster' as const, purpose, question, detail: { ...question } };
    return this.submissions.accept(submission, async (tx) => {
      return `/office/roster/${await this.viewings.record(tx, me, wanted)}`;
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Get(':viewing')
  show(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Query('page') typed: unknown,
  ): Promise<View> {
    return this.part(me, { viewing: getId(viewing), page: pageOf(typed), isPrint: false });
  }

  @Allow('office')
  @Reauthenticated()
  @Get(':viewing/print')
  print(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Query('page') typed: unknown,
  ): Promise<View> {
    return this.part(me, { viewing: getId(viewing), page: pageOf(typed), isPrint: true });
  }

  private async part(me: Me, asked: { viewing: string; page: number; isPrint: boolean }): Promise<View> {
    const viewing = { id: asked.viewing, kind: 'roster' as const };
    const question = await this.viewings.getQuestion<RosterQuestion>(me.personId, viewing);
    const size = asked.isPrint ? LINES_ON_PAPER : LINES_ON_SCREEN;
    const part = await this.roster.list(question, { from: (asked.page - 1) * size, size });
    return page('certificates/roster', toRosterPage(part, { question, ...asked }));
  }

  private async model(form: FormView): Promise<RosterPurposePage> {
    return toRosterPurposePage(form, { tracks: await this.roster.listTracks(), today: this.clock.today() });
  }
}
