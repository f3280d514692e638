import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { readForm } from '../../cohorts/read-form.js';
import { Clock } from '../../shared/clock.js';
import { getId } from '../../shared/ids.js';
import { Allow } from '../../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../../web/form.js';
import type { FormView } from '../../web/form.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { invalid, page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { ScheduleChoices } from './schedule-choices.service.js';
import { RunBook } from './run-book.service.js';
import { ScheduleForm } from './schedule.form.js';
import { readTimes } from './schedule.rules.js';
import { SCHEDULES, toScheduleFormPage, toSchedulesPage } from './schedules.page.js';
import type { ScheduleFormPage } from './schedules.page.js';
import { ScheduledTemplateGone, Schedules } from './schedules.service.js';

/** When lists with names are made by themselves, and what was made. No names are shown here. */
@Controller('office/reports/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly runs: RunBook,
    private readonly around: ScheduleChoices,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get()
  async list(): Promise<View> {
    const [schedules, runs] = await Promise.all([this.schedules.list(), this.runs.list()]);
    const { templates } = await this.around.list();
    const hasTemplates = templates.length > 0;
    return page('exports/schedules', toSchedulesPage({ schedules, runs, hasTemplates }));
  }

  @Allow('office')
  @Get('new')
  async askNew(): Promise<View> {
    return page('exports/new-schedule', await this.asking(emptyForm(ScheduleForm, { cadence: 'monthly' })));
  }

  @Allow('office')
  @Post('new')
  async make(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const read = readForm(ScheduleForm, body, (typed) => readTimes(typed, this.clock.today()));
    if (!read.ok) return invalid('exports/new-schedule', await this.asking(read.form));
    const { template: templateId, track: trackCode, purpose } = read.typed;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.schedules.make(tx, me, { ...read.value, templateId, trackCode, purpose });
        return SCHEDULES;
      });
    } catch (error) {
      const field = error instanceof ScheduledTemplateGone ? 'template' : 'purpose';
      const form = refuse(ScheduleForm, body, { error, field });
      return invalid('exports/new-schedule', await this.asking(form));
    }
  }

  @Allow('office')
  @Post(':schedule/stop')
  async stop(
    @Param('schedule') schedule: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.schedules.stop(tx, me, getId(schedule));
      return SCHEDULES;
    });
  }

  private async asking(form: FormView): Promise<ScheduleFormPage> {
    return toScheduleFormPage(form, await this.around.list());
  }
}
