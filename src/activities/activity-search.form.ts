import { Field } from '../web/form.js';

/** What one looks for, as the form of the directory shows it again. Read by `readQuestion`. */
export class ActivitySearchForm {
  @Field() q: string;
  @Field() area: string;
  @Field({ many: true }) form: string[];
  @Field({ many: true }) day: string[];
  @Field({ many: true }) daypart: string[];
  @Field({ many: true }) online: string[];
  @Field({ many: true }) access: string[];
  @Field({ many: true }) free: string[];
  @Field({ many: true }) booking: string[];
  @Field() audience: string;
}
