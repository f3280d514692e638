import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { enctypeFor } from '../web/posted-fields.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { KeptTextService } from './kept-text.service.js';

/** Enough to know it again; all of it is sent. */
const LONGEST_SHOWN = 20_000;
/** Ids and hashes that a form carries beside what somebody wrote. */
const OF_THE_FORM = /^[0-9a-f-]{32,64}$/;

/** Offers back what was written when the session was already over. */
@Controller('kept')
export class KeptTextController {
  constructor(
    private readonly kept: KeptTextService,
    private readonly submissions: Submissions,
  ) {}

  @Allow.signedIn()
  @Get()
  async list(@CurrentPerson() me: Me): Promise<View> {
    const texts = (await this.kept.list(me.personId)).map((one) => ({
      id: one.id,
      action: one.action,
      keptAt: one.keptAt,
      // The first sending may have been answered although its answer was lost: the same key makes it the same.
      fields: one.fields,
      enctype: enctypeFor(one.fields),
      words: one.fields
        .filter(({ name, value }) => name !== '_key' && value.length > 20 && !OF_THE_FORM.test(value))
        .map(({ value }) => (value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value)),
    }));
    return page('staff/kept', { texts });
  }

  @Allow.signedIn()
  @Post(':id/discard')
  async discard(
    @CurrentPerson() me: Me,
    @Param('id') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.kept.discard(tx, me.personId, id);
      return '/kept';
    });
  }
}
