import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import type { SeeOther, View } from '../web/view.js';
import { CohortService } from './cohort.service.js';
import { DateDesk } from './date-desk.js';
import type { DatesPlace } from './session-dates.page.js';
import { SessionDates } from './session-dates.service.js';

interface Address {
  readonly cohort: string;
  readonly date: string;
}

/** The dates of a cohort in the hands of a facilitator. */
@Controller('facilitate/:cohort/dates')
export class FacilitatedDatesController {
  constructor(
    private readonly desk: DateDesk,
    private readonly dates: SessionDates,
    private readonly cohorts: CohortService,
  ) {}

  @Allow('facilitator')
  @Get()
  async list(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    return this.desk.list(await this.place(me, id));
  }

  @Allow('facilitator')
  @Get('new')
  async askNew(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    return this.desk.askNew(await this.place(me, id));
  }

  @Allow('facilitator')
  @Post('new')
  async add(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.desk.add(await this.place(me, id), { me, body, submission });
  }

  @Allow('facilitator')
  @Get(':date')
  async askChange(@CurrentPerson() me: Me, @Param() { cohort, date }: Address): Promise<View> {
    return this.desk.askChange(await this.place(me, cohort), date);
  }

  @Allow('facilitator')
  @Post(':date')
  async change(
    @CurrentPerson() me: Me,
    @Param() { cohort, date }: Address,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.desk.change(await this.place(me, cohort), date, { me, body, submission });
  }

  @Allow('facilitator')
  @Post(':date/cancellation')
  async cancel(
    @CurrentPerson() me: Me,
    @Param() { cohort, date }: Address,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    return this.desk.cancel(await this.place(me, cohort), date, { me, body, submission });
  }

  /** @throws NotFound when the cohort is not in this person's hands */
  private async place(me: Me, id: string): Promise<DatesPlace> {
    await this.cohorts.getFacilitated(me.personId, id);
    return this.desk.at(await this.dates.getGroup(id), `/facilitate/${id}`);
  }
}
