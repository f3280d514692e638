import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readForm } from '../cohorts/read-form.js';
import { Clock } from '../shared/clock.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import { LetterMarksService } from './letter-marks.service.js';
import { toLetterPage, toLettersPage } from './letter.page.js';
import { LettersForm } from './letters.form.js';
import { readMarks } from './letters.rules.js';
import { PaperLetters } from './paper-letters.service.js';
import { sheetHref } from './selection.page.js';

/** The letters of a cohort: printed together, and marked when they were sent or handed over. */
@Controller('office/applications/:cohort/letters')
export class LettersController {
  constructor(
    private readonly places: ApplicationPlaces,
    private readonly papers: PaperLetters,
    private readonly marks: LetterMarksService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async list(@Param('cohort') id: string, @Query('saved') saved?: unknown): Promise<View> {
    const place = await this.places.get(id);
    return page('applications/letters', await this.model(place, { isSaved: saved === '1' }));
  }

  @Allow('office')
  @Reauthenticated()
  @Post()
  async mark(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const place = await this.places.get(id);
    const read = readForm(LettersForm, body, (typed) => readMarks(typed, this.clock.today()));
    if (!read.ok) return invalid('applications/letters', await this.model(place, { form: read.form }));
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.marks.record(tx, me, { cohortId: place.id, ...read.value });
        return sheetHref(place.id, '/letters?saved=1');
      });
    } catch (error) {
      const form = refuse(LettersForm, body, { error, field: 'year' });
      return invalid('applications/letters', await this.model(place, { form }));
    }
  }

  /** Each look makes new links, kept as hashes only, and is written down. */
  @Allow('office')
  @Reauthenticated()
  @Get('print')
  async print(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Req() { method }: FastifyRequest,
    @Query('of') of?: unknown,
  ): Promise<View> {
    const place = await this.places.get(id);
    const wanted = of === 'all' ? 'all' : 'open';
    const letters = method === 'HEAD' ? [] : await this.papers.make(me, { cohortId: place.id, wanted });
    const backHref = sheetHref(place.id, '/letters');
    return page('applications/letter', toLetterPage(place, { letters, backHref }, this.papers.head()));
  }

  private async model(place: Place, { form, isSaved = false }: { form?: FormView; isSaved?: boolean }) {
    const today = this.clock.today();
    const letters = await this.papers.list(place.id);
    return toLettersPage(place, letters, { today, isSaved, ...(form ? { form } : {}) });
  }
}
