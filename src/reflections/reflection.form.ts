import { IsIn, IsInt, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

/** Said beside the field; enough for ten pages of a notebook. */
export const LONGEST = 4_000; // characters

/** What a person writes to themselves, and where they go from here: nothing typed is lost, whatever is pressed. */
export class ReflectionForm {
  @Field({ verbatim: true })
  @AtMost(LONGEST, { message: 'reflections.text.long', context: { most: LONGEST } })
  text: string;

  /** The version that was on the page; 0 before the first. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  @Field()
  @IsIn(['save', 'look-over', 'go-on'], { message: 'web.form.unreadable' })
  act: 'save' | 'look-over' | 'go-on';
}
