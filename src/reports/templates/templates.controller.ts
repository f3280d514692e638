import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { getId, isId } from '../../shared/ids.js';
import { Allow } from '../../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../../web/form.js';
import type { FormView } from '../../web/form.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { invalid, page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { readForm } from '../../cohorts/read-form.js';
import { USUAL_COLUMNS } from '../name-columns.rules.js';
import { USUAL_ORDER } from '../name-orders.rules.js';
import { ChangedTemplateForm, TemplateForm } from './template.form.js';
import { isTemplateColumn, readColumns, typedPlaces } from './template.rules.js';
import type { Layout, TemplateColumn } from './template.rules.js';
import {
  toDeleteTemplatePage,
  toNewTemplatePage,
  toTemplatePage,
  toTemplatesPage,
} from './templates.page.js';
import { StaleTemplate, Templates } from './templates.service.js';
import type { NamedLayout } from './templates.service.js';

const LIST = '/office/reports/templates';
const USUAL: Layout = {
  columns: USUAL_COLUMNS.filter(isTemplateColumn),
  dates: 'western',
  order: USUAL_ORDER,
  format: 'csv',
};

/** How lists with names are laid out: made, changed, copied and deleted by the office. No names are in them. */
@Controller('office/reports/templates')
export class TemplatesController {
  constructor(
    private readonly templates: Templates,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async list(): Promise<View> {
    return page('exports/templates', toTemplatesPage(await this.templates.list()));
  }

  @Allow('office')
  @Get('new')
  async askNew(@Query('from') from: unknown): Promise<View> {
    if (from !== undefined && (typeof from !== 'string' || !isId(from))) throw new NotFound('template');
    const layout = from === undefined ? USUAL : await this.templates.get(from);
    return page('exports/new-template', toNewTemplatePage(emptyForm(TemplateForm, typed(layout))));
  }

  @Allow('office')
  @Post('new')
  async make(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const read = readForm(TemplateForm, body, judge);
    if (!read.ok) return invalid('exports/new-template', toNewTemplatePage(read.form));
    const layout = layoutOf(read.typed, read.value);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.templates.make(tx, me, layout);
        return LIST;
      });
    } catch (error) {
      const form = refuse(TemplateForm, body, { error, field: 'label' });
      return invalid('exports/new-template', toNewTemplatePage(form));
    }
  }

  @Allow('office')
  @Get(':template')
  async askChange(@Param('template') id: string): Promise<View> {
    const template = await this.templates.get(getId(id));
    const form = emptyForm(ChangedTemplateForm, { ...typed(template), label: template.name });
    return page('exports/template', toTemplatePage(template, form));
  }

  @Allow('office')
  @Post(':template')
  async change(
    @Param('template') template: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(template);
    const read = readForm(ChangedTemplateForm, body, judge);
    if (!read.ok) return this.refused(id, read.form);
    const layout = layoutOf(read.typed, read.value);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.templates.change(tx, me, { id, version: read.typed.version, layout });
        return LIST;
      });
    } catch (error) {
      const form = refuse(ChangedTemplateForm, body, { error, field: 'label' });
      if (!(error instanceof StaleTemplate)) return this.refused(id, form);
      return invalid('exports/template', toTemplatePage(error.saved, form, error.saved));
    }
  }

  @Allow('office')
  @Get(':template/delete')
  async askDelete(@Param('template') id: string): Promise<View> {
    return page('exports/delete-template', toDeleteTemplatePage(await this.templates.get(getId(id))));
  }

  @Allow('office')
  @Post(':template/delete')
  async delete(
    @Param('template') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.templates.delete(tx, me, getId(id));
        return LIST;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      const model = toDeleteTemplatePage(await this.templates.get(getId(id)), { code, params });
      return page('exports/delete-template', model, { status: 409 });
    }
  }

  /** Over the state that the person saw, not a later one. */
  private async refused(id: string, form: FormView): Promise<View> {
    const version = Number(form.fields.version!.value);
    const { version: now } = await this.templates.get(id);
    const seen = { id, version: Number.isInteger(version) && version > 0 ? version : now };
    return invalid('exports/template', toTemplatePage(seen, form));
  }
}

function judge(form: TemplateForm) {
  const read = readColumns(form);
  return 'errors' in read ? read : { value: read.columns };
}

function layoutOf(form: TemplateForm, columns: readonly TemplateColumn[]): NamedLayout {
  const { label, dates, order, format } = form;
  return { name: label, columns, dates, order, format };
}

function typed({ columns, dates, order, format }: Layout): Record<string, string> {
  return { ...typedPlaces(columns), dates, order, format };
}
