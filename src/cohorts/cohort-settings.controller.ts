import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
import type { CohortLine } from './cohort-facilitators.service.js';
import type { Cohort } from './cohort.entity.js';
import { ChangedCohortForm, CohortForm } from './cohort.form.js';
import { toOpenPage, toSettingsPage } from './cohort-settings.page.js';
import type { OpenPage, SettingsPage } from './cohort-settings.page.js';
import { readSettings, typedSettings } from './cohort-settings.rules.js';
import { CohortSettingsService, SettingsRefused, StaleCohort } from './cohort-settings.service.js';
import { readForm } from './read-form.js';

/** Opening a dated cohort, and changing its name, days, seats and way in. */
@Controller('admin/cohorts')
export class CohortSettingsController {
  constructor(
    private readonly settings: CohortSettingsService,
    private readonly cohorts: CohortFacilitators,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('administrator')
  @Get('new/:track')
  async askNew(@Param('track') trackId: string): Promise<View> {
    return page('cohorts/open', await this.opening(trackId, emptyForm(CohortForm, { admission: 'open' })));
  }

  @Allow('administrator')
  @Post('new/:track')
  async open(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const read = readForm(CohortForm, body, (typed) => readSettings(typed, this.clock.today()));
    if (!read.ok) return invalid('cohorts/open', await this.opening(trackId, read.form));
    return this.submissions.accept(submission, async (tx) => {
      const { id } = await this.settings.open(tx, me, { ...read.value, trackId });
      return `/admin/cohorts/${id}`;
    });
  }

  @Allow('administrator')
  @Get(':cohort/settings')
  async askChange(@Param('cohort') id: string): Promise<View> {
    const cohort = await this.dated(id);
    const form = emptyForm(ChangedCohortForm, { ...typedSettings(cohort) });
    return page('cohorts/settings', await this.changing(cohort, form));
  }

  @Allow('administrator')
  @Post(':cohort/settings')
  async change(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const read = readForm(ChangedCohortForm, body, (typed) => readSettings(typed, this.clock.today()));
    if (!read.ok) {
      const version = Number(read.form.fields.version!.value);
      const cohort = await this.dated(id);
      return invalid('cohorts/settings', await this.changing({ ...cohort, version }, read.form));
    }
    const change = { ...read.value, id, version: read.typed.version };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.settings.change(tx, me, change);
        return `/admin/cohorts/${id}`;
      });
    } catch (error) {
      return invalid('cohorts/settings', await this.refused(id, body, error));
    }
  }

  /** A state that changed meanwhile is shown beside what was typed, which may then be saved over it. */
  private async refused(id: string, body: unknown, error: unknown): Promise<SettingsPage> {
    const field = error instanceof SettingsRefused ? error.field : 'name';
    const form = refuse(ChangedCohortForm, body, { error, field });
    const cohort = await this.dated(id);
    if (error instanceof StaleCohort) return this.changing(error.saved, form, error.saved);
    return this.changing(cohort, form);
  }

  private async opening(trackId: string, form: FormView): Promise<OpenPage> {
    const { track } = await this.editions.getCurrent(trackId);
    return toOpenPage(track, form);
  }

  private async dated(id: string): Promise<CohortLine> {
    const cohort = await this.cohorts.get(id);
    if (cohort.kind !== 'dated') throw new NotFound(`dated cohort ${id}`);
    return cohort;
  }

  private async changing(
    cohort: Pick<CohortLine, 'id' | 'name' | 'version' | 'trackId'>,
    form: FormView,
    saved: Cohort | null = null,
  ): Promise<SettingsPage> {
    const { track } = await this.editions.getCurrent(cohort.trackId);
    return toSettingsPage(cohort, { trackTitle: track.title, form, saved });
  }
}
