import { Field } from '../web/form.js';

/** What statistics are asked. What it may be is decided by `readYearly`. */
export class YearlyForm {
  @Field()
  year: string;

  /** The month at whose end they were known, `YYYY-MM`. */
  @Field()
  asOf: string;
}

/** The same, answered as a file; empty is the usual charset. */
export class YearlyFileForm extends YearlyForm {
  @Field()
  charset: string;
}
