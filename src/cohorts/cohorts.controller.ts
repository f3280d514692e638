import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Clock } from '../shared/clock.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CohortFacilitators } from './cohort-facilitators.service.js';
import { CohortReadiness } from './cohort-readiness.service.js';
import { toCohortPage, toCohortsPage } from './cohorts.page.js';
import type { CohortPage } from './cohorts.page.js';
import { AddFacilitatorForm } from './facilitator.form.js';

/** The administrator's pages on cohorts: who looks after which. */
@Controller('admin/cohorts')
export class CohortsController {
  constructor(
    private readonly facilitators: CohortFacilitators,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
    private readonly readiness: CohortReadiness,
  ) {}

  @Allow('administrator')
  @Get()
  async list(): Promise<View> {
    const [editions, cohorts] = await Promise.all([this.editions.listCurrent(), this.facilitators.list()]);
    const tracks = editions.map(({ track }) => track);
    return page('cohorts/list', toCohortsPage(tracks, { cohorts, today: this.clock.today() }));
  }

  @Allow('administrator')
  @Get(':cohort')
  async show(@Param('cohort') id: string): Promise<View> {
    return page('cohorts/cohort', await this.model(id, emptyForm(AddFacilitatorForm)));
  }

  @Allow('administrator')
  @Reauthenticated()
  @Post(':cohort/facilitators')
  async add(
    @CurrentPerson() me: Me,
    @Param('cohort') cohortId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(AddFacilitatorForm, body);
    if (!parsed.ok) return invalid('cohorts/cohort', await this.model(cohortId, parsed.form));
    const change = { cohortId, personId: parsed.value.person };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.facilitators.add(tx, me, change);
        return `/admin/cohorts/${cohortId}`;
      });
    } catch (error) {
      const form = refuse(AddFacilitatorForm, body, { error, field: 'person' });
      return invalid('cohorts/cohort', await this.model(cohortId, form));
    }
  }

  @Allow('administrator')
  @Reauthenticated()
  @Post(':cohort/facilitators/:person/remove')
  remove(
    @CurrentPerson() me: Me,
    @Param() { cohort: cohortId, person: personId }: { cohort: string; person: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.facilitators.remove(tx, me, { cohortId, personId });
      return `/admin/cohorts/${cohortId}`;
    });
  }

  private async model(id: string, form: FormView): Promise<CohortPage> {
    const cohort = await this.facilitators.get(id);
    const [{ track }, possible, readiness] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.facilitators.listPossible(),
      this.readiness.of(cohort),
    ]);
    const today = this.clock.today();
    return toCohortPage(cohort, { track: track.title, possible, readiness, form, today });
  }
}
