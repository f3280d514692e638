import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toLetterPage } from './letter.page.js';
import { toNeedsPage, toOfficeApplicationPage } from './office-application.page.js';
import { NextWishes } from './next-wish.service.js';
import { OwnApplications } from './own-application.service.js';
import { PaperLetters } from './paper-letters.service.js';
import { sheetHref } from './selection.page.js';
import { SelectionService } from './selection.service.js';

interface At {
  readonly cohort: string;
  readonly application: string;
}

/** One application in the hands of the office, and what all applicants of a cohort need. */
@Controller('office/applications/:cohort')
export class OfficeApplicationController {
  constructor(
    private readonly selection: SelectionService,
    private readonly papers: PaperLetters,
    private readonly applications: OwnApplications,
    private readonly wishes: NextWishes,
    private readonly submissions: Submissions,
  ) {}

  /** What is needed itself: each look at it is written down. */
  @Allow('office')
  @Reauthenticated()
  @Get('needs')
  async readNeeds(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    const sheet = await this.selection.sheet(id);
    return page('applications/needs', toNeedsPage(sheet, await this.papers.readNeeds(me, sheet.place.id)));
  }

  @Allow('office')
  @Reauthenticated()
  @Get(':application')
  async show(@Param() at: At): Promise<View> {
    const { sheet, line } = await this.selection.find(at.cohort, at.application);
    return page('applications/application', toOfficeApplicationPage(sheet, line));
  }

  /** Each look makes a new link, kept as a hash only, and is written down. */
  @Allow('office')
  @Reauthenticated()
  @Get(':application/letter')
  async print(@CurrentPerson() me: Me, @Param() at: At, @Req() { method }: FastifyRequest): Promise<View> {
    const { sheet, line } = await this.selection.find(at.cohort, at.application);
    const asked = { cohortId: sheet.place.id, wanted: { id: line.id } };
    const letters = method === 'HEAD' ? [] : await this.papers.make(me, asked);
    const backHref = sheetHref(sheet.place.id, `/${line.id}`);
    return page('applications/letter', toLetterPage(sheet.place, { letters, backHref }, this.papers.head()));
  }

  /** For who says so at the telephone. */
  @Allow('office')
  @Reauthenticated()
  @Post(':application/withdrawal')
  async withdraw(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.applications.getFor(tx, { cohortId: at.cohort, id: at.application });
      await this.applications.withdraw(tx, at.application, me);
      return sheetHref(at.cohort, `/${at.application}`);
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':application/next')
  async wishNext(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.applications.getFor(tx, { cohortId: at.cohort, id: at.application });
      await this.wishes.wish(tx, at.application, { me, applicantId: null });
      return sheetHref(at.cohort, `/${at.application}`);
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':application/next-withdrawal')
  async takeBackNext(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.applications.getFor(tx, { cohortId: at.cohort, id: at.application });
      await this.wishes.takeBack(tx, at.application, me);
      return sheetHref(at.cohort, `/${at.application}`);
    });
  }
}
