import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toCompletionsPage } from './completions.page.js';
import { CompletionsService } from './completions.service.js';
import { ExportService } from './export.service.js';
import { toNamesPage } from './names.page.js';
import type { NamesPage } from './names.page.js';
import { Refused, readQuestion, typedQuestion, usualQuestion } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';
import { ExportForm, QuestionForm } from './report.form.js';
import type { Format } from './report.form.js';
import { fileColumns } from './templates/template.rules.js';
import { Templates } from './templates/templates.service.js';

type Read = { question: ReportQuestion; form: FormView } | { question: null; form: FormView };

@Controller('office/reports')
export class ReportsController {
  constructor(
    private readonly completions: CompletionsService,
    private readonly exports: ExportService,
    private readonly templates: Templates,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Get('completions')
  async show(@Query() query: Record<string, unknown>): Promise<View> {
    const { question, form } = this.read(query);
    const known = { form, tracks: await this.completions.listTracks(), today: this.clock.today() };
    const model = toCompletionsPage(known, question);
    return question ? page('reports/completions', model) : invalid('reports/completions', model);
  }

  @Allow('office')
  @Get('definitions')
  define(): View {
    return page('reports/definitions', {});
  }

  @Allow('office')
  @Reauthenticated()
  @Get('completions/names')
  async askPurpose(@Query() query: Record<string, unknown>): Promise<View> {
    const { question } = this.read(query);
    if (!question) throw new NotFound();
    const form = emptyForm(ExportForm, { ...typedQuestion(question), format: 'usual' });
    return page('reports/names', await this.asking(form, question));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('completions/names')
  async export(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(ExportForm, body);
    const question = readQuestion(parsed.ok ? parsed.value : typedIn(parsed.form), this.clock.today());
    if (!parsed.ok) return invalid('reports/names', await this.asking(parsed.form, question));
    const { value } = parsed;
    try {
      return await this.submissions.accept(submission, async (tx) =>
        this.record(tx, me, { value, question }),
      );
    } catch (error) {
      const field = error instanceof TemplateGone ? 'template' : 'purpose';
      return invalid(
        'reports/names',
        await this.asking(refuse(ExportForm, body, { error, field }), question),
      );
    }
  }

  /** Columns and order are those that the template has at this moment; they are kept with what was asked. */
  private async record(
    tx: Tx,
    me: Me,
    { value, question }: { value: ExportForm; question: ReportQuestion },
  ): Promise<string> {
    const { purpose, template: id, format } = value;
    const template = isId(id) ? await this.templates.find(tx, id) : null;
    if (id !== '' && !template) throw new TemplateGone('exports.template.gone');
    const layout = template && {
      columns: fileColumns(template),
      order: template.order,
      templateId: template.id,
    };
    const exportId = await this.exports.record(tx, me, { question, purpose, ...layout });
    return hrefOf(exportId, format === 'usual' ? (template?.format ?? 'csv') : format);
  }

  private async asking(form: FormView, question: ReportQuestion): Promise<NamesPage> {
    return toNamesPage(form, question, { templates: await this.templates.list(), today: this.clock.today() });
  }

  /** Without a query the usual question; else what was asked, or the form with what cannot be. */
  private read(query: Record<string, unknown>): Read {
    const today = this.clock.today();
    if (Object.keys(query).length === 0) {
      const question = usualQuestion(today);
      return { question, form: emptyForm(QuestionForm, { ...typedQuestion(question) }) };
    }
    const parsed = parseForm(QuestionForm, query);
    if (!parsed.ok) return { question: null, form: parsed.form };
    try {
      const question = readQuestion(parsed.value, today);
      return { question, form: emptyForm(QuestionForm, { ...typedQuestion(question) }) };
    } catch (error) {
      const field = error instanceof Refused ? error.field : 'year';
      return { question: null, form: refuse(QuestionForm, query, { error, field }) };
    }
  }
}

/** Deleted while the form was open. */
class TemplateGone extends DomainError {}

const FILES: Readonly<Record<Format, string>> = {
  csv: '/completions.csv',
  xlsx: '/completions.xlsx',
  'csv-plain': '/completions-plain.csv',
  // A page first: which letters the old charset lacks.
  'csv-cp932': '',
};

function hrefOf(id: string, format: Format): string {
  return `/office/reports/exports/${id}${FILES[format]}`;
}

function typedIn({ fields }: FormView) {
  const value = (name: string) => fields[name]?.value ?? '';
  return {
    track: value('track'),
    year: value('year'),
    from: value('from'),
    to: value('to'),
    asOfYear: value('asOfYear'),
    asOfMonth: value('asOfMonth'),
    asOfDay: value('asOfDay'),
  };
}
