import { Field } from '../web/form.js';

/** What of the record is looked at. What it may be is decided by `readAuditQuestion`. */
export class AuditQuestionForm {
  @Field()
  fromYear: string;

  @Field()
  fromMonth: string;

  @Field()
  fromDay: string;

  @Field()
  toYear: string;

  @Field()
  toMonth: string;

  @Field()
  toDay: string;

  @Field()
  kind: string;

  /** Only rows before this one; empty for the newest. */
  @Field()
  before: string;
}
