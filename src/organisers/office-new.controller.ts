import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Config } from '../config/config.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { NEW_ACTIVITY } from './activity-form.page.js';
import { readActivity } from './activity-typed.rules.js';
import { areaIds, toOfficeNewPage } from './office-activity.page.js';
import type { OfficeNewPage } from './office-activity.page.js';
import { OfficeEntries } from './office-entries.service.js';
import { ROOT } from './office-list.page.js';
import { OfficeNewForm } from './office-organiser.form.js';
import { OfficeRecords } from './office-records.service.js';

const PAGE = 'organisers-office/new';

/** An entry that the office makes for somebody who calls or writes on paper. */
@Controller('office/activities/new')
export class OfficeNewController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly entries: OfficeEntries,
    private readonly submissions: Submissions,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** `organiser`: the id of one who is known. */
  @Allow('office')
  @Get()
  async show(@Query('organiser') organiser: unknown): Promise<View> {
    const known = typeof organiser === 'string' && isId(organiser) ? organiser : '';
    return page(PAGE, await this.model(emptyForm(OfficeNewForm, { ...NEW_ACTIVITY, organiser: known })));
  }

  @Allow('office')
  @Post()
  async make(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const form = parseForm(OfficeNewForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(form.form));
    const { value } = form;
    const content = this.read(value);
    if ('errors' in content)
      return invalid(PAGE, await this.model(refuseAll(OfficeNewForm, body, content.errors)));
    const organiser = isId(value.organiser)
      ? value.organiser
      : { name: value.groupName, email: value.groupMail || null, phone: value.groupPhone || null };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const id = await this.entries.make(tx, me, { organiser, content: content.value });
        return `${ROOT}/${id}`;
      });
    } catch (error) {
      if (error instanceof NotFound) throw error;
      return invalid(PAGE, await this.model(refuse(OfficeNewForm, body, { error, field: 'groupMail' })));
    }
  }

  private read(typed: OfficeNewForm): ReturnType<typeof readActivity> {
    const today = CalendarDay.at(this.clock.now());
    return readActivity(typed, { areas: areaIds(this.config.council.activities.areas), today });
  }

  private async model(form: FormView): Promise<OfficeNewPage> {
    const organisers = await this.records.listOrganisers();
    return toOfficeNewPage(organisers, { areas: this.config.council.activities.areas, form });
  }
}
