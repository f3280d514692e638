import { IsIn, IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { WAYS } from './contact-request.entity.js';
import type { Way } from './contact-request.entity.js';

const LONGEST_LINE = 200; // characters
const LONGEST_MESSAGE = 4_000;

/** Please contact me. */
export class AskForm {
  @Field()
  @IsIn(WAYS, { message: 'web.form.choose' })
  way: Way;

  /** May be left empty. */
  @Field()
  @AtMost(LONGEST_LINE, { message: 'contact.ask.long', context: { most: LONGEST_LINE } })
  line: string;
}

/** Whether to be contacted after two weeks without learning, and how. */
export class WishForm {
  @Field()
  @IsIn(['no', ...WAYS], { message: 'web.form.choose' })
  wish: 'no' | Way;
}

export class MessageForm {
  @Field()
  @AtMost(LONGEST_MESSAGE, { message: 'contact.person.long', context: { most: LONGEST_MESSAGE } })
  @IsNotEmpty({ message: 'contact.person.empty' })
  text: string;
}
