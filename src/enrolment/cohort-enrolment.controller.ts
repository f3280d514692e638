import { Body, Controller, Param, Post } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { seeOther } from '../web/view.js';
import type { SeeOther } from '../web/view.js';
import { CohortOffers } from './cohort-offers.service.js';

/** Why a cohort could not be chosen, and what its track's page then says. */
const NOTES: Readonly<Record<string, string>> = {
  'enrolment.locked': '',
  'enrolment.closed': '?note=closed',
  'enrolment.full': '?note=full',
};

/** Choosing a dated cohort. */
@Controller('tracks/:track/cohorts/:cohort')
export class CohortEnrolmentController {
  constructor(
    private readonly offers: CohortOffers,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  /** Who cannot come in is led back to the track's page, which says why, and shows the other ways. */
  @Allow('trainee')
  @Post('enrolment')
  async take(
    @CurrentPerson() me: Me,
    @Param() { track: trackId, cohort: cohortId }: { track: string; cohort: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { track } = await this.editions.getCurrent(trackId);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.offers.take(tx, me.personId, { track, cohortId });
        return `/path/${track.id}`;
      });
    } catch (error) {
      const note = error instanceof DomainError ? NOTES[error.code] : undefined;
      if (note === undefined) throw error;
      return seeOther(`/tracks/${track.id}${note}`);
    }
  }
}
