import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound } from '../../shared/domain-error.js';
import { getId } from '../../shared/ids.js';
import { Allow, Reauthenticated } from '../../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuseAll } from '../../web/form.js';
import { DomainError } from '../../shared/domain-error.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { ExportService } from '../export.service.js';
import type { Format } from '../report.form.js';
import { Restatements } from './restatements.service.js';
import { RunBook } from './run-book.service.js';
import { toRebuiltPage, toRunPage, toSincePage } from './runs.page.js';
import { RUNS } from './schedules.page.js';

const FILES: Readonly<Record<Format, string>> = {
  csv: '/completions.csv',
  xlsx: '/completions.xlsx',
  'csv-plain': '/completions-plain.csv',
  'csv-cp932': '/completions-cp932.csv',
};

/** A list that was made at its time: its file made again, and what has changed since an earlier one. */
@Controller('office/reports/runs/:run')
export class RunsController {
  constructor(
    private readonly book: RunBook,
    private readonly restatements: Restatements,
    private readonly exports: ExportService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async show(@Param('run') id: string): Promise<View> {
    const run = await this.book.get(getId(id));
    return page('exports/run', toRunPage(run, await this.book.listEarlier(run), emptyForm(ButtonForm)));
  }

  /** Made again first, so that nobody takes a file without knowing whether it is the one that was. */
  @Allow('office')
  @Reauthenticated()
  @Post('file')
  async take(
    @Param('run') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const run = await this.book.get(getId(id));
    const found = await this.book.rebuild(run);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        return `${RUNS}/${run.id}/taken/${await this.book.take(tx, me, { run, found })}`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      const form = refuseAll(ButtonForm, body, [{ field: 'file', code, params }]);
      return page('exports/run', toRunPage(run, await this.book.listEarlier(run), form), { status: 422 });
    }
  }

  @Allow('office')
  @Reauthenticated()
  @Get('taken/:export')
  async showTaken(
    @Param('run') id: string,
    @Param('export') taken: string,
    @CurrentPerson() me: Me,
  ): Promise<View> {
    const asked = await this.exports.getAsked(me.personId, getId(taken));
    const run = await this.book.get(getId(id));
    if (asked.runId !== run.id) throw new NotFound(`export of run ${run.id}`);
    const restatement = await this.restatements.erasedRows(run);
    const fileHref = `/office/reports/exports/${asked.exportId}${FILES[run.format]}`;
    return page('exports/rebuilt', toRebuiltPage(run, restatement, fileHref));
  }

  @Allow('office')
  @Reauthenticated()
  @Get('since/:earlier')
  async compare(
    @Param('run') id: string,
    @Param('earlier') earlierId: string,
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
  ): Promise<View> {
    const [later, earlier] = [await this.book.get(getId(id)), await this.book.get(getId(earlierId))];
    const areOne = later.templateId === earlier.templateId && later.id !== earlier.id;
    if (!areOne || later.madeAt === null || earlier.madeAt === null)
      throw new NotFound(`comparison of ${id} and ${earlierId}`);
    if (request.method !== 'HEAD') await this.restatements.recordComparison(me, { later, earlier });
    const restatement = await this.restatements.compare(earlier, later);
    return page('exports/since', toSincePage(later, earlier, restatement));
  }
}
