import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toBreakPage } from './break.page.js';
import { JourneyService } from './journey.service.js';

/** Taking a break from a track, coming back, and ending it: always possible, no reason asked. */
@Controller('path/:track')
export class BreakController {
  constructor(
    private readonly journeys: JourneyService,
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get('break')
  async showBreak(@CurrentPerson() me: Me, @Param('track') track: string): Promise<View> {
    return page('learning/break', toBreakPage(await this.journeys.get(me.personId, track)));
  }

  @Allow('trainee')
  @Post('break')
  takeBreak(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.enrolments.pause(tx, { personId: me.personId, trackId });
      return `/path/${trackId}/break`;
    });
  }

  @Allow('trainee')
  @Post('return')
  comeBack(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.enrolments.resume(tx, { personId: me.personId, trackId });
      return `/path/${trackId}?back=1`;
    });
  }

  /** Asks once more before the end; afterwards the same page says that it is done. */
  @Allow('trainee')
  @Get('leaving')
  async showLeaving(@CurrentPerson() me: Me, @Param('track') trackId: string): Promise<View> {
    const [{ track }, journeys] = await Promise.all([
      this.editions.getCurrent(trackId),
      this.journeys.listOf(me.personId),
    ]);
    const isEnrolled = journeys.some(({ edition }) => edition.track.id === track.id);
    return page('learning/leaving', { trackTitle: track.title, base: `/path/${track.id}`, isEnrolled });
  }

  @Allow('trainee')
  @Post('leaving')
  leave(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.enrolments.leave(tx, { personId: me.personId, trackId });
      return `/path/${trackId}/leaving`;
    });
  }
}
