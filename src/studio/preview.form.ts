import { IsIn, MaxLength } from 'class-validator';
import { Field } from '../web/form.js';

/** What is done to the fictional trainee of a preview. */
export class PreviewActForm {
  @Field()
  @IsIn(['day', 'reset'], { context: {}, message: 'web.form.unreadable' })
  act: 'day' | 'reset';

  /** The page from which it was pressed. */
  @Field()
  @MaxLength(2000, { message: 'web.form.unreadable' })
  at: string;
}
