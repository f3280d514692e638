import { IsIn, IsInt, Min, ValidateBy } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { LONGEST } from './reflection.form.js';

/** Whatever is sent says something; a draft may be empty. */
const SaysSomething = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'saysSomething',
      validator: {
        validate: (text: string, at) =>
          (at?.object as Partial<AnswerForm>).act === 'draft' || text.trim() !== '',
      },
    },
    { message: 'reflections.answer.empty' },
  );

/** A reply: kept as a draft, sent, or sent as a request. */
export class AnswerForm {
  @Field({ verbatim: true })
  @AtMost(LONGEST, { message: 'reflections.text.long', context: { most: LONGEST } })
  @SaysSomething()
  text: string;

  /** The version of the draft that was on the page; 0 before the first. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  @Field()
  @IsIn(['draft', 'reply', 'request'], { message: 'web.form.unreadable' })
  act: 'draft' | 'reply' | 'request';
}

/** Other words for a reply that was sent. */
export class MendingForm {
  @Field({ verbatim: true })
  @AtMost(LONGEST, { message: 'reflections.text.long', context: { most: LONGEST } })
  @SaysSomething()
  text: string;

  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
