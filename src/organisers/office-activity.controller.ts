import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuseAll } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { typedActivity } from './activity-form.page.js';
import { readActivity } from './activity-typed.rules.js';
import type { ActivityForm } from './activity.form.js';
import { areaIds, toOfficeActivityPage } from './office-activity.page.js';
import type { OfficeActivityPage } from './office-activity.page.js';
import { SeenForm } from './office-decision.form.js';
import { OfficeEntries } from './office-entries.service.js';
import { ROOT } from './office-list.page.js';
import { OfficeActivityForm } from './office-organiser.form.js';
import { OfficeRecords } from './office-records.service.js';

const PAGE = 'organisers-office/activity';

interface Shown {
  readonly form?: FormView;
  readonly refusal?: Message | null;
  readonly hasMoved?: boolean;
}

/** One entry in the hands of the office. */
@Controller('office/activities/:activity')
export class OfficeActivityController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly entries: OfficeEntries,
    private readonly submissions: Submissions,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get()
  async show(@Param('activity') id: string): Promise<View> {
    return page(PAGE, await this.model(getId(id)));
  }

  @Allow('office')
  @Post()
  async change(
    @CurrentPerson() me: Me,
    @Param('activity') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    const form = parseForm(OfficeActivityForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(id, { form: form.form }));
    const content = this.read(form.value);
    if ('errors' in content)
      return invalid(
        PAGE,
        await this.model(id, { form: refuseAll(OfficeActivityForm, body, content.errors) }),
      );
    const { version: seen, opens } = form.value;
    const change = { me, seen, opens: opens === '1', content: content.value };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.entries.change(tx, id, change);
        return `${ROOT}/${id}`;
      });
    } catch (error) {
      return page(PAGE, await this.refused(id, body, error), { status: 409 });
    }
  }

  /** What is confirmed is the version that was read to the group. */
  @Allow('office')
  @Post('confirm')
  async confirm(
    @CurrentPerson() me: Me,
    @Param('activity') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    const form = parseForm(SeenForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(id, { refusal: form.form.errors[0]! }));
    const { seen } = form.value;
    return this.act(submission, id, (tx) => this.entries.confirm(tx, id, { me, seen }));
  }

  @Allow('office')
  @Post('close')
  close(
    @CurrentPerson() me: Me,
    @Param('activity') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    parseForm(ButtonForm, body);
    return this.act(submission, id, (tx) => this.entries.close(tx, id, me));
  }

  @Allow('office')
  @Post('reopen')
  reopen(
    @CurrentPerson() me: Me,
    @Param('activity') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    parseForm(ButtonForm, body);
    return this.act(submission, id, (tx) => this.entries.reopen(tx, id, me));
  }

  private async act(
    submission: SubmissionId,
    id: string,
    work: (tx: Tx) => Promise<void>,
  ): Promise<View | SeeOther> {
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx);
        return `${ROOT}/${id}`;
      });
    } catch (error) {
      return page(PAGE, await this.model(id, { refusal: refusalOf(error) }), { status: 409 });
    }
  }

  private read(typed: ActivityForm): ReturnType<typeof readActivity> {
    const today = CalendarDay.at(this.clock.now());
    return readActivity(typed, { areas: areaIds(this.areas()), today });
  }

  /** What was typed stays; sent again it is compared with the entry as it stands now. */
  private async refused(id: string, body: unknown, error: unknown): Promise<OfficeActivityPage> {
    const refusal = refusalOf(error);
    const { version } = await this.records.getActivity(id);
    const typed = { ...(body as Readonly<Record<string, unknown>>), version: String(version) };
    const form = refuseAll(OfficeActivityForm, typed, []);
    return this.model(id, { form, refusal, hasMoved: refusal.code === 'activities.changed-meanwhile' });
  }

  private async model(id: string, { form, refusal = null, hasMoved = false }: Shown = {}) {
    const activity = await this.records.getActivity(id);
    const shown = form ?? this.unchanged(activity.content, activity.version);
    return toOfficeActivityPage(activity, { areas: this.areas(), form: shown, refusal, hasMoved });
  }

  private unchanged(content: ActivityContent, version: number): FormView {
    const today = CalendarDay.at(this.clock.now());
    return emptyForm(OfficeActivityForm, { ...typedActivity(content, today), version: String(version) });
  }

  private areas() {
    return this.config.council.activities.areas;
  }
}

/** @throws what is no refusal */
function refusalOf(error: unknown): Message {
  if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
  return { code: error.code, params: error.params };
}
