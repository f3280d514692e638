import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CopyForm, CopyStartForm } from './cohort-copy.form.js';
import { toCopyPage, toCopyReviewPage } from './cohort-copy.page.js';
import { nextName, planCopy, readCopy, typedPlan } from './cohort-copy.rules.js';
import type { CopyPlan, TypedCopy } from './cohort-copy.rules.js';
import { CohortCopies } from './cohort-copy.service.js';
import type { CopySource } from './cohort-copy.service.js';
import { loadHolidays } from './public-holidays.js';
import { readDay } from './typed-day.rules.js';

/** The next cohort, made from one that there is. Nothing exists until every day was looked over and confirmed. */
@Controller('admin/cohorts/:cohort/copy')
export class CohortCopyController {
  constructor(
    private readonly copies: CohortCopies,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('administrator')
  @Get()
  async ask(@Param('cohort') id: string): Promise<View> {
    return page('cohorts/copy', toCopyPage(await this.copies.source(id), emptyForm(CopyStartForm)));
  }

  @Allow('administrator')
  @Get('review')
  async review(@Param('cohort') id: string, @Query() query: Record<string, unknown>): Promise<View> {
    const source = await this.copies.source(id);
    const { startYear, startMonth, startDay } = query;
    if (startYear === undefined || !source.cohort.startsOn)
      throw new LedElsewhere(`/admin/cohorts/${id}/copy`);
    const asked = { startYear, startMonth, startDay };
    const parsed = parseForm(CopyStartForm, asked);
    if (!parsed.ok) return invalid('cohorts/copy', toCopyPage(source, parsed.form));
    const chosen = readDay(parsed.value.startYear, parsed.value.startMonth, parsed.value.startDay);
    const holidays = await loadHolidays();
    const plan = chosen && planCopy(source.cohort, source.dates, { chosen, holidays });
    if (!plan) {
      const code = chosen ? 'cohorts.copy.earlier' : 'cohorts.form.start';
      const form = refuseAll(CopyStartForm, asked, [{ field: 'startYear', code, params: {} }]);
      return invalid('cohorts/copy', toCopyPage(source, form));
    }
    const form = emptyForm(CopyForm, typedPlan(plan, nextName(source.cohort.name ?? '')));
    return page('cohorts/copy-review', await this.looked(source, form, plan));
  }

  /** Makes the cohort. It gets the facilitators of the other, who will see people: that wants a proof. */
  @Allow('administrator')
  @Reauthenticated()
  @Post()
  async make(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const source = await this.copies.source(id);
    const parsed = parseForm(CopyForm, body);
    const judged = readCopy(
      parsed.ok ? parsed.value : typedIn(parsed.form),
      source.cohort,
      this.clock.today(),
    );
    if (!parsed.ok || !('value' in judged)) {
      const errors = [...(parsed.ok ? [] : parsed.form.errors), ...('errors' in judged ? judged.errors : [])];
      return invalid('cohorts/copy-review', await this.looked(source, refuseAll(CopyForm, body, errors)));
    }
    const copy = { ...judged.value, from: id, state: parsed.value.state };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        return `/admin/cohorts/${await this.copies.make(tx, me, copy)}`;
      });
    } catch (error) {
      const form = refuse(CopyForm, body, { error, field: 'name' });
      return invalid('cohorts/copy-review', await this.looked(await this.copies.source(id), form));
    }
  }

  private async looked(source: CopySource, form: FormView, plan: CopyPlan | null = null) {
    const holidays = await loadHolidays();
    return toCopyReviewPage(source, { form, plan, holidays, today: this.clock.today() });
  }
}

function typedIn({ fields }: FormView): TypedCopy {
  const many = ['date', 'dateYear', 'dateMonth', 'dateDay'];
  const read = Object.entries(fields).map(([name, { value, values }]) => [
    name,
    many.includes(name) ? values : value,
  ]);
  const typed: unknown = Object.fromEntries(read);
  return typed as TypedCopy;
}
