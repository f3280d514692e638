import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import type { SeeOther } from '../web/view.js';
import { EditionMoves } from './edition-moves.service.js';

/** The note that a course goes on with a newer edition: read once, then put away. */
@Controller('path/:track/edition-news')
export class EditionNewsController {
  constructor(
    private readonly moves: EditionMoves,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Post('seen')
  putAway(
    @CurrentPerson() me: Me,
    @Param('track') trackId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.moves.putAway(tx, { personId: me.personId, trackId });
      return `/path/${trackId}`;
    });
  }
}
