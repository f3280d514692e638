import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ReportForm } from './board.form.js';
import { BOARD, toReportPage } from './board.page.js';
import { Board } from './board.service.js';
import { Reports } from './reports.service.js';

/** Telling the staff that a note should not stand there. */
@Controller('activities/board/:note/report')
export class ReportController {
  constructor(
    private readonly board: Board,
    private readonly reports: Reports,
    private readonly submissions: Submissions,
  ) {}

  /** Who reported it comes back to thanks, whatever became of the note. */
  @Allow('trainee')
  @Get()
  async show(@CurrentPerson() me: Me, @Param('note') id: string): Promise<View> {
    if (await this.reports.hasReported(me.personId, getId(id))) return page('board/reported', {});
    const note = await this.board.getOther(me.personId, id);
    return page('board/report', toReportPage(note, emptyForm(ReportForm)));
  }

  @Allow('trainee')
  @Post()
  async report(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const noteId = getId(id);
    const again = async (form: FormView) =>
      invalid('board/report', toReportPage(await this.board.getOther(me.personId, noteId), form));
    const parsed = parseForm(ReportForm, body);
    if (!parsed.ok) return again(parsed.form);
    const { why, words } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.reports.report(tx, me, { noteId, why, words });
        return `${BOARD}/${noteId}/report`;
      });
    } catch (error) {
      return again(refuse(ReportForm, body, { error, field: 'why' }));
    }
  }
}
