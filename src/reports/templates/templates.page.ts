import type { FormView, Message } from '../../web/form.js';
import { ROW_ORDERS } from '../name-orders.rules.js';
import type { RowOrder } from '../name-orders.rules.js';
import type { NameColumn } from '../name-columns.rules.js';
import { FORMATS } from '../report.form.js';
import type { Format } from '../report.form.js';
import { DATE_KINDS, fileColumns, MOST_TEMPLATES, TEMPLATE_COLUMNS } from './template.rules.js';
import type { DateKind, TemplateColumn } from './template.rules.js';
import type { Template } from './templates.service.js';

interface ShownTemplate {
  readonly name: string;
  readonly columns: readonly NameColumn[];
  readonly order: RowOrder;
  readonly format: Format;
}

export interface TemplatesPage {
  readonly templates: readonly (ShownTemplate & {
    readonly changedAt: Date;
    readonly href: string;
    readonly copyHref: string;
    readonly deleteHref: string;
  })[];
  readonly mayMake: boolean;
  readonly most: number;
}

export function toTemplatesPage(templates: readonly Template[]): TemplatesPage {
  return {
    templates: templates.map((template) => ({
      ...shown(template),
      changedAt: template.changedAt,
      href: hrefOf(template.id),
      copyHref: `${TEMPLATES}/new?from=${template.id}`,
      deleteHref: `${hrefOf(template.id)}/delete`,
    })),
    mayMake: templates.length < MOST_TEMPLATES,
    most: MOST_TEMPLATES,
  };
}

export interface TemplateFormPage {
  readonly form: FormView;
  readonly action: string;
  readonly columns: readonly TemplateColumn[];
  readonly dates: readonly DateKind[];
  readonly orders: readonly RowOrder[];
  readonly formats: readonly Format[];
  /** The state that the form was filled from, or that the person has seen beside it; null for a new one. */
  readonly version: number | null;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly saved: ShownTemplate | null;
}

const CHOICES = { columns: TEMPLATE_COLUMNS, dates: DATE_KINDS, orders: ROW_ORDERS, formats: FORMATS };

export function toNewTemplatePage(form: FormView): TemplateFormPage {
  return { form, action: `${TEMPLATES}/new`, ...CHOICES, version: null, saved: null };
}

export function toTemplatePage(
  { id, version }: Pick<Template, 'id' | 'version'>,
  form: FormView,
  saved: Template | null = null,
): TemplateFormPage {
  return { form, action: hrefOf(id), ...CHOICES, version, saved: saved && shown(saved) };
}

export interface DeleteTemplatePage extends ShownTemplate {
  readonly action: string;
  readonly refusal: Message | null;
}

export function toDeleteTemplatePage(template: Template, refusal: Message | null = null): DeleteTemplatePage {
  return { ...shown(template), refusal, action: `${hrefOf(template.id)}/delete` };
}

const TEMPLATES = '/office/reports/templates';

function hrefOf(id: string): string {
  return `${TEMPLATES}/${id}`;
}

function shown(template: Template): ShownTemplate {
  const { name, order, format } = template;
  return { name, columns: fileColumns(template), order, format };
}
