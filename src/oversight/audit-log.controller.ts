import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditKeeping } from '../audit/audit-keeping.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { invalid, page } from '../web/view.js';
import type { View } from '../web/view.js';
import { AuditExport } from './audit-export.service.js';
import { toAuditLogPage } from './audit-log.page.js';
import { AuditLogService, ROWS_A_PAGE } from './audit-log.service.js';
import type { Reader } from './audit-log.service.js';
import { AuditQuestionForm } from './audit-question.form.js';
import {
  readAuditQuestion,
  RefusedQuestion,
  typedAuditQuestion,
  usualAuditQuestion,
} from './audit-question.rules.js';
import type { AuditQuestion } from './audit-question.rules.js';

const VIEW = 'oversight/audit';

/** The record of acts: all of it for administrators, its own acts for the office. */
@Controller()
export class AuditLogController {
  constructor(
    private readonly log: AuditLogService,
    private readonly keeping: AuditKeeping,
    private readonly exports: AuditExport,
    private readonly clock: Clock,
  ) {}

  @Allow('administrator')
  @Reauthenticated()
  @Get('admin/audit')
  showAll(
    @CurrentPerson() me: Me,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<View> {
    return this.show('administrator', query, { me, request });
  }

  @Allow('office')
  @Get('office/audit')
  showOffice(
    @CurrentPerson() me: Me,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<View> {
    return this.show('office', query, { me, request });
  }

  @Allow('administrator')
  @Reauthenticated()
  @Get('admin/audit.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async save(
    @CurrentPerson() me: Me,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { question } = this.read(query);
    if (!question) throw new NotFound('file of the record');
    const name = `audit-${question.from.toString()}-${question.to.toString()}.csv`;
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    if (request.method === 'HEAD') return Readable.from([]);
    await this.log.recordExport(me, question);
    return this.exports.csv(question);
  }

  private async show(
    reader: Reader,
    query: Record<string, unknown>,
    { me, request }: { me: Me; request: FastifyRequest },
  ): Promise<View> {
    if (request.method !== 'HEAD') await this.log.recordVisit(me);
    const { question, form } = this.read(query);
    const known = { reader, form, check: await this.keeping.findLast(), perPage: ROWS_A_PAGE };
    if (!question) return invalid(VIEW, toAuditLogPage(known, null));
    const rows = await this.log.listPage(reader, question);
    return page(VIEW, toAuditLogPage(known, { question, rows }));
  }

  /** Without a query the usual question; else what was asked, or the form with what cannot be. */
  private read(query: Record<string, unknown>): { question: AuditQuestion | null; form: FormView } {
    if (Object.keys(query).length === 0) {
      const question = usualAuditQuestion(this.clock.today());
      return { question, form: shown(question) };
    }
    const parsed = parseForm(AuditQuestionForm, query);
    if (!parsed.ok) return { question: null, form: parsed.form };
    try {
      const question = readAuditQuestion(parsed.value);
      return { question, form: shown(question) };
    } catch (error) {
      const field = error instanceof RefusedQuestion ? error.field : 'kind';
      return { question: null, form: refuse(AuditQuestionForm, query, { error, field }) };
    }
  }
}

function shown(question: AuditQuestion): FormView {
  return emptyForm(AuditQuestionForm, { ...typedAuditQuestion(question) });
}
