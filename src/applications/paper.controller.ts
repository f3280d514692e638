import { Body, Controller, Get, Param, Post } from '@nestjs/common';
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
import { ApplicationConsent } from './application-consent.service.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import { ApplicationService } from './application.service.js';
import { isMail, isReadable, nameFault } from './apply.form.js';
import { PaperLetters } from './paper-letters.service.js';
import { toPaperEntryPage, toReceiptPage } from './paper.page.js';
import { PaperForm } from './paper.form.js';
import { readPaper } from './paper.rules.js';
import { sheetHref } from './selection.page.js';
import { SelectionService } from './selection.service.js';

/** Applications that come on paper are keyed in by the office, and answered on paper. */
@Controller('office/applications/:cohort')
export class PaperController {
  constructor(
    private readonly places: ApplicationPlaces,
    private readonly selection: SelectionService,
    private readonly applications: ApplicationService,
    private readonly consents: ApplicationConsent,
    private readonly letters: PaperLetters,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get('paper')
  async ask(@Param('cohort') id: string): Promise<View> {
    return page('applications/paper', this.model(await this.places.get(id)));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('paper')
  async key(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const place = await this.places.get(id);
    const { pairs, lastDay } = place;
    const today = this.clock.today();
    const terms = { pairs, lastDay, today, nameFault, isMail, isReadable };
    const read = readForm(PaperForm, body, (typed) => readPaper(typed, terms));
    if (!read.ok) return invalid('applications/paper', this.model(place, read.form));
    const consent = this.consents.text('ja');
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const key = await this.applications.key(tx, me, { cohortId: place.id, consent, ...read.value });
        return sheetHref(place.id, `/${key}/receipt`);
      });
    } catch (error) {
      const form = refuse(PaperForm, body, { error, field: 'year' });
      return invalid('applications/paper', this.model(place, form));
    }
  }

  /** The receipt number, to be handed over or sent. */
  @Allow('office')
  @Reauthenticated()
  @Get(':application/receipt')
  async receipt(@Param() at: { cohort: string; application: string }): Promise<View> {
    const { sheet, line } = await this.selection.find(at.cohort, at.application);
    return page('applications/receipt', toReceiptPage(sheet, line, this.letters.head()));
  }

  private model(place: Place, form?: FormView): object {
    return toPaperEntryPage(place, this.consents.text('ja').sections, form);
  }
}
