import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CohortMoves } from '../enrolment/cohort-moves.service.js';
import type { NextCohort } from '../enrolment/cohort-moves.service.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { Gatherings } from './gathering.service.js';
import { JourneyService } from './journey.service.js';
import { MovingForm } from './moving.form.js';
import { toMovingPage } from './moving.page.js';
import type { MovingPage } from './moving.page.js';

/** Going on with a track in another cohort: what goes along, who sees what from then on, and doing so. */
@Controller('path/:track/moving')
export class MovingController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly gatherings: Gatherings,
    private readonly moves: CohortMoves,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async show(@CurrentPerson() me: Me, @Param('track') trackId: string): Promise<View> {
    const cohorts = await this.moves.listFor({ personId: me.personId, trackId });
    const form = emptyForm(MovingForm, { break: 'stay' });
    return page('learning/moving', await this.model(me, trackId, { cohorts, form }));
  }

  @Allow('trainee')
  @Post()
  async move(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const whose = { personId: me.personId, trackId };
    const parsed = parseForm(MovingForm, body);
    if (!parsed.ok) return this.again(me, trackId, parsed.form);
    const { cohort: cohortId, break: after } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.moves.move(tx, whose, { cohortId, comesBack: after === 'return' });
        return `/path/${trackId}?moved=1`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.again(me, trackId, refuse(MovingForm, body, { error, field: 'cohort' }));
    }
  }

  /** Read anew: a seat may be gone, or free again. */
  private async again(me: Me, trackId: string, form: FormView): Promise<View> {
    const cohorts = await this.moves.listFor({ personId: me.personId, trackId });
    return invalid('learning/moving', await this.model(me, trackId, { cohorts, form }));
  }

  private async model(
    me: Me,
    trackId: string,
    asked: { cohorts: readonly NextCohort[]; form: FormView },
  ): Promise<MovingPage> {
    const journey = await this.journeys.get(me.personId, trackId);
    const gathering = await this.gatherings.of({ personId: me.personId, trackId });
    return toMovingPage(journey, gathering, asked);
  }
}
