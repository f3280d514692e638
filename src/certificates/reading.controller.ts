import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ReadingForm } from './reading.form.js';
import { toReadingPage } from './reading.page.js';
import { Readings } from './reading.service.js';

/** How the name on a certificate is read: said, put right or taken away by its holder at any time. */
@Controller('certificates/:certificate/reading')
export class ReadingController {
  constructor(
    private readonly readings: Readings,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async ask(@CurrentPerson() me: Me, @Param('certificate') certificate: string): Promise<View> {
    const named = await this.readings.get(me.personId, getId(certificate));
    const form: FormView = emptyForm(ReadingForm, { reading: named.reading ?? '' });
    return page('certificates/reading', toReadingPage(named, form));
  }

  @Allow('trainee')
  @Post()
  async save(
    @CurrentPerson() me: Me,
    @Param('certificate') certificate: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const named = await this.readings.get(me.personId, getId(certificate));
    const parsed = parseForm(ReadingForm, body);
    if (!parsed.ok) return invalid('certificates/reading', toReadingPage(named, parsed.form));
    return this.submissions.accept(submission, async (tx) => {
      await this.readings.correct(tx, named.enrolmentId, parsed.value.reading);
      return `/certificates/${named.id}`;
    });
  }
}
