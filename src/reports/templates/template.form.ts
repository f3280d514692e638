import { IsIn, IsInt, IsNotEmpty, Min } from 'class-validator';
import { AtMost } from '../../web/at-most.js';
import { Field } from '../../web/form.js';
import { ROW_ORDERS } from '../name-orders.rules.js';
import type { RowOrder } from '../name-orders.rules.js';
import { FORMATS } from '../report.form.js';
import type { Format } from '../report.form.js';
import { DATE_KINDS } from './template.rules.js';
import type { DateKind, TypedPlaces } from './template.rules.js';

export const LONGEST_TEMPLATE_NAME = 60;

/** A template as an official describes it. Each column has its place; what places may be is decided by `readColumns`. */
export class TemplateForm implements TypedPlaces {
  @Field({ as: (text) => text.normalize('NFC').replace(/\s+/gu, ' ') })
  @AtMost(LONGEST_TEMPLATE_NAME, {
    message: 'exports.template.label.long',
    context: { most: LONGEST_TEMPLATE_NAME },
  })
  @IsNotEmpty({ message: 'exports.template.label.empty' })
  label: string;

  @Field()
  year: string;

  @Field()
  track: string;

  @Field()
  cohort: string;

  @Field()
  number: string;

  @Field()
  certificate: string;

  @Field()
  name: string;

  @Field()
  reading: string;

  @Field()
  called: string;

  @Field()
  enrolled: string;

  @Field()
  standing: string;

  @Field()
  completed: string;

  @Field()
  issued: string;

  @Field()
  @IsIn(DATE_KINDS, { message: 'web.form.choose' })
  dates: DateKind;

  @Field()
  @IsIn(ROW_ORDERS, { message: 'web.form.choose' })
  order: RowOrder;

  @Field()
  @IsIn(FORMATS, { message: 'reports.names.format.unknown' })
  format: Format;
}

/** The same, over the state that was read. */
export class ChangedTemplateForm extends TemplateForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
